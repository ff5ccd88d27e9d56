package io.contentjobs.bootstrap.start;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.Optional;
import java.util.jar.Attributes;

/** The running build and its Java. Version and revision are {@code unknown} if the manifest does not contain them. */
public record BuildInfo(String version, String java, String revision) {
    /** Reads the manifest of the running jar. */
    public static BuildInfo read() {
        Optional<Attributes> manifest = manifest();
        return new BuildInfo(
                value(manifest, Attributes.Name.IMPLEMENTATION_VERSION.toString()),
                Runtime.version().toString(),
                value(manifest, "Implementation-Revision"));
    }

    private static String value(Optional<Attributes> manifest, String name) {
        return manifest.map(attributes -> attributes.getValue(name))
                .filter(value -> !value.isBlank())
                .orElse("unknown");
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
