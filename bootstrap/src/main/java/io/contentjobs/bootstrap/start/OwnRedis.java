package io.contentjobs.bootstrap.start;

import java.nio.file.Path;

/**
 * The access to the demo's Redis for users.
 *
 * @param passwordFile the file with the password; only the user of this process can read it
 */
public record OwnRedis(int port, Path passwordFile) {}
