package io.contentjobs.http.thread;

/** The factory of this module's threads. None of them keeps the process alive. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Returns a thread that is not started yet. */
    public static Thread unstarted(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
