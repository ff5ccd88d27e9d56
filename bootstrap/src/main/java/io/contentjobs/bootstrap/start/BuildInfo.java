package io.contentjobs.bootstrap.start;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;

/**
 * Which build runs, and on which Java.
 *
 * @param version the version of the archive; {@code unknown} where it is not packaged
 * @param java the version of the running Java, with its build
 * @param revision the commit it was built from; {@code unknown} where it was built outside of a checkout
 */
public record BuildInfo(String version, String java, String revision) {
    private static final String UNKNOWN = "unknown";
    private static final String REVISION = "Implementation-Revision";

    /** Returns what the manifest of the running jar says. */
    public static BuildInfo read() {
        Optional<Attributes> manifest = manifest();
        return new BuildInfo(
                value(manifest, Attributes.Name.IMPLEMENTATION_VERSION.toString()),
                Runtime.version().toString(),
                value(manifest, REVISION));
    }

    private static String value(Optional<Attributes> manifest, String name) {
        return manifest.map(attributes -> attributes.getValue(name))
                .filter(value -> !value.isBlank())
                .orElse(UNKNOWN);
    }

    private static Optional<Attributes> manifest() {
        try {
            URL self = BuildInfo.class.getResource("BuildInfo.class");
            return self != null && self.openConnection() instanceof JarURLConnection jar
                    ? Optional.ofNullable(jar.getMainAttributes())
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
