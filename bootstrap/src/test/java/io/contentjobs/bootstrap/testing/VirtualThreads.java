package io.contentjobs.bootstrap.testing;

/** Whether this Java has virtual threads (JEP 444); without them, each waiting client costs a thread of the system. */
public final class VirtualThreads {
    private static final int FIRST_JAVA = 21;

    private VirtualThreads() {}

    public static boolean exist() {
        return Runtime.version().feature() >= FIRST_JAVA;
    }
}
