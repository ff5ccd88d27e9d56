/** Parsers of request headers, entity tags and trace contexts. Depends only on the Java platform. */
@NullMarked
package io.contentjobs.http.headers;

import org.jspecify.annotations.NullMarked;
