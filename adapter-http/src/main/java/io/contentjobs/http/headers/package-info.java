/**
 * Headers of HTTP, taken apart: what a client accepts, prefers and has; entity tags; trace contexts. A leaf: it needs the
 * Java platform alone.
 */
@NullMarked
package io.contentjobs.http.headers;

import org.jspecify.annotations.NullMarked;
