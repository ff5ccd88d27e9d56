/**
 * The file with the keys of bearer tokens. The settings create a {@link KeyFile}; the root starts a {@link KeyWatch},
 * which reads it periodically. Depends on adapter-http.
 */
@NullMarked
package io.contentjobs.bootstrap.keys;

import org.jspecify.annotations.NullMarked;
