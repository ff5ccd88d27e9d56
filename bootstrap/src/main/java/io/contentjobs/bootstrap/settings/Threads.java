package io.contentjobs.bootstrap.settings;

/** What this Java has. */
public final class Threads {
    /** JEP 444. */
    private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

    private Threads() {}

    /** Tells whether there are virtual threads; where there are none, each that waits costs a thread of the system. */
    public static boolean areVirtual() {
        return Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS;
    }
}
