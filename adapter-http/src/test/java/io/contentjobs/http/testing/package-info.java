/** Clients that no server should have, for tests of it. */
@NullMarked
package io.contentjobs.http.testing;

import org.jspecify.annotations.NullMarked;
