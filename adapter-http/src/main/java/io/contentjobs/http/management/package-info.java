/**
 * Health, metrics and request ids. Depends on Javalin, {@code .routes}, {@code .headers}, and on {@code .connection} for
 * the name of the management connector.
 */
@NullMarked
package io.contentjobs.http.management;

import org.jspecify.annotations.NullMarked;
