package io.contentjobs.bootstrap;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that ends by itself. */
final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final Lines out;
    private final Lines err;

    JavaProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    Lines out() {
        return out;
    }

    /** Waits for its end, which is to be a good one, and returns all that it printed. */
    List<String> printed() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("Still runs after 30 s");
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("Exit code " + process.exitValue() + ": " + err.toTheEnd());
        }
        return out.toTheEnd();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
