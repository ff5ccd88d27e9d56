package io.contentjobs.bootstrap.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate authority, and the key of a server, made by the JDK's keytool. */
final class Authority {
    private static final String PASSWORD = "changeit";
    private static final Path KEYTOOL = Path.of(System.getProperty("java.home"), "bin", "keytool");

    private final Path directory;
    private final Path key;

    /** Creates an authority. Its own certificate is {@code ca.pem} in the directory. */
    Authority(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        this.directory = directory;
        keytool("-genkeypair -alias ca -keyalg EC -dname CN=authority -ext bc:c -keystore ca.p12");
        keytool("-exportcert -alias ca -rfc -file ca.pem -keystore ca.p12");
        keytool("-genkeypair -alias redis -keyalg EC -dname CN=redis -keystore redis.p12");
        keytool("-certreq -alias redis -file redis.csr -keystore redis.p12");
        key = privateKey();
    }

    /** Returns the server's private key (PEM). */
    Path key() {
        return key;
    }

    /**
     * Signs a certificate for the server's key (PEM).
     *
     * @param name the host, e.g. {@code dns:localhost}
     * @param options further ones of {@code keytool -gencert}
     */
    Path certificate(String name, String... options) throws IOException, InterruptedException {
        Path certificate = directory.resolve("redis.pem");
        keytool("-gencert -alias ca -rfc -infile redis.csr -outfile redis.pem -keystore ca.p12 -ext san=" + name + " "
                + String.join(" ", options));
        return certificate;
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(KEYTOOL.toString()));
        command.addAll(List.of(arguments.strip().split(" ", -1)));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), Charset.defaultCharset());
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    private Path privateKey() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(directory.resolve("redis.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        String encoded = Base64.getMimeEncoder()
                .encodeToString(store.getKey("redis", PASSWORD.toCharArray()).getEncoded());
        return Files.writeString(
                directory.resolve("redis.key"),
                "-----BEGIN PRIVATE KEY-----\n" + encoded + "\n-----END PRIVATE KEY-----\n");
    }
}
