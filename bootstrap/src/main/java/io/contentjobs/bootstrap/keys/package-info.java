/** The file with the keys of bearer tokens. */
@NullMarked
package io.contentjobs.bootstrap.keys;

import org.jspecify.annotations.NullMarked;
