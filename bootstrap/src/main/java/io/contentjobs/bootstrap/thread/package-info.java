/** The threads that the server starts for itself. It needs no other room. */
@NullMarked
package io.contentjobs.bootstrap.thread;

import org.jspecify.annotations.NullMarked;
