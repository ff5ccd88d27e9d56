/**
 * The file with the keys that bearer tokens are signed with. The settings make a {@link KeyFile}; the root starts a
 * {@link KeyWatch}, which reads it again and again. It needs adapter-http.
 */
@NullMarked
package io.contentjobs.bootstrap.keys;

import org.jspecify.annotations.NullMarked;
