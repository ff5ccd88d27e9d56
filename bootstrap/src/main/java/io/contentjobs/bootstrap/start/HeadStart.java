package io.contentjobs.bootstrap.start;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Loads slow parts of the JDK in a thread of its own while the start goes on. */
public final class HeadStart {
    private HeadStart() {}

    /** Returns at once. */
    public static void begin() {
        Thread thread = new Thread(HeadStart::load, "head-start");
        thread.setDaemon(true);
        thread.start();
    }

    @SuppressWarnings("ReturnValueIgnored") // what counts is that it has been made
    private static void load() {
        Locale.getAvailableLocales(); // Jetty's table of media types reads them
        ManagementFactory.getOperatingSystemMXBean(); // tells how many files may be open
    }
}
