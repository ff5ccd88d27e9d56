package io.contentjobs.bootstrap.start;

import io.contentjobs.bootstrap.thread.DaemonThreads;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Loads slow parts of the JDK on another thread during the start. */
public final class HeadStart {
    private HeadStart() {}

    /** Starts to load, and returns at once. */
    public static void begin() {
        DaemonThreads.unstarted(HeadStart::load, "head-start").start();
    }

    @SuppressWarnings("ReturnValueIgnored") // only the loading matters
    private static void load() {
        Locale.getAvailableLocales(); // used by Jetty's table of media types
        ManagementFactory.getOperatingSystemMXBean(); // used to read the limit of open files
    }
}
