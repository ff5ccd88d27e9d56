package io.contentjobs.bootstrap.start;

import java.nio.file.Path;

/**
 * How a person reaches the Redis of the demo.
 *
 * @param passwordFile the file with the password, which only the user of this process can read
 */
public record OwnRedis(int port, Path passwordFile) {}
