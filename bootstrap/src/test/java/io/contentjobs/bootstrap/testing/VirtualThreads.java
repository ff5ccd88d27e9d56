package io.contentjobs.bootstrap.testing;

/** Tells whether this Java has virtual threads (JEP 444). */
public final class VirtualThreads {
    private static final int FIRST_JAVA = 21;

    private VirtualThreads() {}

    public static boolean exist() {
        return Runtime.version().feature() >= FIRST_JAVA;
    }
}
