/** To be described. */
@NullMarked
package io.contentjobs.bootstrap;

import org.jspecify.annotations.NullMarked;
