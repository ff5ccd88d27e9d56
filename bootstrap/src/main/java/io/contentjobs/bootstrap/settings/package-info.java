/**
 * The settings of the server. {@link Settings} reads environment variables; {@link Setting} is the table of them, {@code
 * Syntax} has the allowed values, {@code Conflicts} the combinations that are not allowed. Depends on {@code .keys} and
 * the options of both adapters.
 */
@NullMarked
package io.contentjobs.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
