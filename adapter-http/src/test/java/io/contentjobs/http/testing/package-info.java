/** Servers and clients for tests: a server on a store in memory, and clients that no server should have. */
@NullMarked
package io.contentjobs.http.testing;

import org.jspecify.annotations.NullMarked;
