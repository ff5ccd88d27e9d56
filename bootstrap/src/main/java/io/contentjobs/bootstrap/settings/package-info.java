/**
 * What an operator decides. {@link Settings} reads environment variables; {@link Setting} is the table of them, {@code Syntax} the
 * values that they allow, {@code Conflicts} what is not allowed together. It needs {@code .keys}, and the options of both adapters.
 */
@NullMarked
package io.contentjobs.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
