package io.contentjobs.redis.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * Who may do what in the Redis of a demo. The server has a user of its own, whose password is never stored. The user
 * {@code default} is for people with {@code redis-cli}: it reads and writes keys of jobs and runs no scripts. Its password is
 * in a file that this system's user alone can read. No password is ever an argument of a process.
 *
 * @param serverPassword of the user {@link #SERVER}
 * @param password of the user {@code default}
 */
public record DemoUsers(String serverPassword, String password) {
    public static final String SERVER = "content-jobs";

    private static final int PASSWORD_BYTES = 32;
    private static final String KEYS = " resetchannels ~job:* ~content:image:*";

    /** What the server and its worker need: {@code jobs-writer} of docs/operations/redis.md. */
    private static final String SERVER_COMMANDS = " +ping +getrange +hget +hgetall +client|setname +evalsha +eval"
            + " +exists +type +get +hset +set +del +pexpire";

    /** What people need, and servers that read with their password. */
    private static final String COMMANDS = " +ping +get +getrange +set +hget +hgetall +hset +hdel +del +exists +type"
            + " +ttl +pttl +expire +pexpire +scan +client|setname +command";

    /** Some 100,000 jobs. When it is full, jobs that have the least time left go first. */
    private static final String MEMORY = "maxmemory 128mb\nmaxmemory-policy volatile-ttl\n";

    public static DemoUsers random() {
        SecureRandom random = new SecureRandom();
        return new DemoUsers(password(random), password(random));
    }

    /** Writes the configuration, which holds hashes of the passwords, and the password for people. */
    Path writeTo(Path directory) throws IOException {
        write(passwordFile(directory), password + "\n");
        Path configuration = directory.resolve("redis.conf");
        write(
                configuration,
                MEMORY + "user default reset on #" + sha256(password) + KEYS + COMMANDS + "\nuser " + SERVER
                        + " reset on #" + sha256(serverPassword) + KEYS + SERVER_COMMANDS + "\n");
        return configuration;
    }

    public static Path passwordFile(Path directory) {
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

    private static String sha256(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every Java has SHA-256", absent);
        }
    }
}
