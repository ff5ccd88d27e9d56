package io.contentjobs.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/** The version of Jedis at run time. A framework may manage another version than this module was compiled with. */
final class JedisVersion {
    private static final int MAJOR = 7;
    private static final int MINOR = 4;
    private static final String NEEDED = MAJOR + "." + MINOR;
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,9})\\.(\\d{1,9}).*");
    private static final String PROPERTIES = "/META-INF/maven/redis.clients/jedis/pom.properties";

    private JedisVersion() {}

    /**
     * Checks the version. Uses nothing that an older Jedis lacks: call it before anything else that needs Jedis.
     *
     * @throws IllegalStateException if the version is too old
     */
    static void requireSupported() {
        requireSupported(found());
    }

    /** @param found the version; empty if the jar does not tell it, as one that was repackaged */
    static void requireSupported(String found) {
        Matcher numbers = NUMBERS.matcher(found);
        if (numbers.matches() && isOlder(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))) {
            throw new IllegalStateException("Found Jedis " + found + ", but Jedis " + NEEDED
                    + " or newer is needed: set the property <jedis.version> of your Maven build, which Spring Boot reads,"
                    + " or the version of the dependency redis.clients:jedis");
        }
    }

    private static boolean isOlder(int major, int minor) {
        return major < MAJOR || (major == MAJOR && minor < MINOR);
    }

    /** Returns the version; empty if the jar does not tell it. */
    static String found() {
        try (InputStream in = HostAndPort.class.getResourceAsStream(PROPERTIES)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
