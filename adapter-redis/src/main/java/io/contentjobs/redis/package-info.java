/** To be described. */
@NullMarked
package io.contentjobs.redis;

import org.jspecify.annotations.NullMarked;
