/** The demo: a worker that records jobs. */
@NullMarked
package io.contentjobs.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
