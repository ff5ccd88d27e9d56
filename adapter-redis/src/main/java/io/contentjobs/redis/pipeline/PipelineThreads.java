package io.contentjobs.redis.pipeline;

import io.contentjobs.redis.connect.DaemonThreads;

/** The dispatcher thread of a {@link ReadPipeline}: a virtual thread where that is faster. */
final class PipelineThreads {
    /** The first Java whose virtual threads let go of their carrier also where they block in a monitor: JEP 491. */
    private static final int UNPINNED_SINCE = 24;

    private static final boolean VIRTUAL = Runtime.version().feature() >= UNPINNED_SINCE;

    private PipelineThreads() {}

    /**
     * Returns a thread for the dispatcher: a virtual thread if the callers probably are virtual threads too. Virtual threads
     * wake each other without a system call.
     */
    static Thread dispatcher(Runnable task, String name) {
        return VIRTUAL ? virtual(task, name) : DaemonThreads.unstarted(task, name);
    }

    /** Lets the virtual threads that can run do so before the dispatcher continues. Does nothing on platform threads. */
    @SuppressWarnings("ThreadPriorityCheck") // the larger batch is all that is at stake
    static void letCallersGoFirst() {
        if (VIRTUAL) {
            Thread.yield();
        }
    }

    /** {@code Thread.ofVirtual().unstarted(task)}, which Java 17 cannot be compiled against. */
    private static Thread virtual(Runnable task, String name) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            Thread thread = (Thread) type.getMethod("unstarted", Runnable.class).invoke(builder, task);
            thread.setName(name);
            return thread;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("This Java has no virtual threads", failure);
        }
    }
}
