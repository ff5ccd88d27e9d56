/** What the operator decides: environment variables, the values that they allow, and the help text. */
@NullMarked
package io.contentjobs.bootstrap.settings;

import org.jspecify.annotations.NullMarked;
