/** To be described. */
@NullMarked
package io.contentjobs.http;

import org.jspecify.annotations.NullMarked;
