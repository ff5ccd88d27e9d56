package io.contentjobs.bootstrap.start;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Loads parts of the JDK that a start needs later and that take long, beside what it does first. Nothing but the JDK's:
 * its classes may be initialized by several threads in any order.
 */
public final class HeadStart {
    private HeadStart() {}

    /** Returns at once. */
    public static void begin() {
        Thread thread = new Thread(HeadStart::load, "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("ReturnValueIgnored") // that it has been made is what counts
    private static void load() {
        Locale.getAvailableLocales(); // the table of media types of Jetty wants them
        ManagementFactory.getOperatingSystemMXBean(); // tells how many files may be open
    }
}
