package io.contentjobs.bootstrap.redis;

import io.contentjobs.bootstrap.testing.TiedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The redis-server on the PATH, which supports TLS; the bundled one does not. */
final class InstalledRedis {
    private InstalledRedis() {}

    /** Starts a Redis that accepts only TLS and has the users of {@link RedisUsers}. */
    static TiedProcess withTls(Path directory, Path key, Path certificate) throws Exception {
        Path users = Files.write(
                directory.resolve("users.acl"),
                RedisUsers.lines("").stream()
                        .map(words -> "user " + String.join(" ", words.subList(2, words.size())))
                        .toList());
        return TiedProcess.start(directory, port -> {
            List<String> command = new ArrayList<>(List.of("redis-server", "--port", "0", "--tls-port", "" + port));
            command.addAll(List.of("--bind", "127.0.0.1", "--tls-auth-clients", "no", "--save", ""));
            command.addAll(List.of("--tls-cert-file", certificate.toString(), "--tls-key-file", key.toString()));
            command.addAll(List.of("--tls-ca-cert-file", certificate.toString()));
            command.addAll(List.of("--aclfile", users.toString(), "--dir", directory.toString()));
            return command;
        });
    }
}
