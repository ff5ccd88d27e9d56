package io.contentjobs.redis.process;

import io.contentjobs.redis.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The users of a demo's Redis and their permissions. The service has its own user; the password of that user is never stored.
 * The user {@code default} is for people with {@code redis-cli}: it reads and writes keys of jobs and runs no scripts. Its
 * password is in a file that only the user of this process can read. No password is an argument of a process.
 *
 * @param serverPassword of the user {@link #SERVER}
 * @param password of the user {@code default}
 */
record DemoUsers(String serverPassword, String password) {
    static final String SERVER = "content-jobs";

    private static final int PASSWORD_BYTES = 32;
    private static final String KEYS = " resetchannels ~job:* ~content:image:*";

    /** The commands of the service and its worker: both users of docs/operations/redis.md. */
    private static final String SERVER_COMMANDS =
            " +ping +getrange +hget +hgetall +client|setname +client|tracking +evalsha +eval"
                    + " +exists +type +get +hset +set +del +pexpire";

    /** The commands of people, and of servers that read with the same password. */
    private static final String COMMANDS = " +ping +get +getrange +set +hget +hgetall +hset +hdel +del +exists +type"
            + " +ttl +pttl +expire +pexpire +scan +client|setname +client|tracking +command";

    /** Enough for about 100,000 jobs. A full Redis evicts the jobs that expire soonest. */
    private static final String MEMORY = "maxmemory 128mb\nmaxmemory-policy volatile-ttl\n";

    static DemoUsers random() {
        SecureRandom random = new SecureRandom();
        return new DemoUsers(password(random), password(random));
    }

    /** Writes the configuration, which contains hashes of the passwords, and the password of the user {@code default}. */
    Path writeTo(Path directory) throws IOException {
        write(passwordFile(directory), password + "\n");
        Path configuration = directory.resolve("redis.conf");
        write(
                configuration,
                MEMORY + "user default reset on #" + Digest.sha256(password) + KEYS + COMMANDS + "\nuser " + SERVER
                        + " reset on #" + Digest.sha256(serverPassword) + KEYS + SERVER_COMMANDS + "\n");
        return configuration;
    }

    static Path passwordFile(Path directory) {
        return directory.resolve("password");
    }

    @Override
    public String toString() {
        return "DemoUsers[****]";
    }

    private static void write(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[PASSWORD_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
