package io.contentjobs.http.binding;

import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.VirtualThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Runs the tasks of one request on the server's threads, each with the logging context of the request. */
final class RequestTasks implements Executor {
    private final Executor threads;
    private final @Nullable Map<String, String> context;

    private RequestTasks(Executor threads, @Nullable Map<String, String> context) {
        this.threads = threads;
        this.context = context;
    }

    /** The tasks run on virtual threads, where there are any. The context is that of the current thread. */
    static RequestTasks of(Request request) {
        Executor pooled = request.getComponents().getExecutor();
        Executor virtual = VirtualThreads.getVirtualThreadsExecutor(pooled);
        return new RequestTasks(virtual == null ? pooled : virtual, MDC.getCopyOfContextMap());
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> run(task));
    }

    private void run(Runnable task) {
        if (context != null) {
            MDC.setContextMap(context);
        }
        try {
            task.run();
        } finally {
            MDC.clear();
        }
    }
}
