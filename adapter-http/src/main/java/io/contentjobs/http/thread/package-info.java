/** The threads that this module starts. It depends on no other package. */
@NullMarked
package io.contentjobs.http.thread;

import org.jspecify.annotations.NullMarked;
