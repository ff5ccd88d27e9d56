package io.contentjobs.redis.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** A certificate for 127.0.0.1 that this JVM trusts until this is closed. */
final class Tls implements AutoCloseable {
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    private final Path directory = Files.createTempDirectory("content-jobs-tls-");
    private final Path keys;

    Tls() throws IOException, InterruptedException {
        keys = TlsProxy.keys(directory, "ip:127.0.0.1");
        System.setProperty(TRUST_STORE, keys.toString());
        System.setProperty(TRUST_STORE_PASSWORD, TlsProxy.PASSWORD);
    }

    TlsProxy doorTo(int port) throws IOException {
        try {
            return TlsProxy.beforeServer(port, keys);
        } catch (GeneralSecurityException ownKeysRefused) {
            throw new IOException(ownKeysRefused);
        }
    }

    @Override
    public void close() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        Directories.delete(directory);
    }
}
