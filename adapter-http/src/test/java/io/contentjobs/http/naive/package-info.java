/** The test of the HTTP contract itself: one mistake at a time, and the item of the contract that finds it. */
@NullMarked
package io.contentjobs.http.naive;

import org.jspecify.annotations.NullMarked;
