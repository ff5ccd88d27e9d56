package io.contentjobs.redis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server's key and a certificate that it signs itself. */
public final class TlsKeys implements AutoCloseable {
    private static final String PASSWORD = "changeit";
    private static final String TRUST_STORE = "javax.net.ssl.trustStore";
    private static final String TRUST_STORE_PASSWORD = "javax.net.ssl.trustStorePassword";

    private final Path directory = Files.createTempDirectory("content-jobs-tls-");
    private final Path keys = directory.resolve("keys.p12");

    /** Makes a certificate for the given name, e.g. {@code dns:localhost}. */
    public TlsKeys(String name) throws IOException, InterruptedException {
        String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool") + " -genkeypair -keyalg EC"
                + " -dname CN=redis -ext san=" + name + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore ";
        Process process = new ProcessBuilder((keytool + keys).split(" ", -1))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    /** Lets this JVM trust the certificate until this is closed. */
    public TlsKeys trusted() {
        System.setProperty(TRUST_STORE, keys.toString());
        System.setProperty(TRUST_STORE_PASSWORD, PASSWORD);
        return this;
    }

    SSLContext context() throws IOException {
        try (InputStream in = Files.newInputStream(keys)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException refused) {
            throw new IOException(refused);
        }
    }

    @Override
    public void close() {
        System.clearProperty(TRUST_STORE);
        System.clearProperty(TRUST_STORE_PASSWORD);
        Directories.delete(directory);
    }
}
