package io.contentjobs.bootstrap.testing;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that ends by itself. */
public final class JavaProcess implements AutoCloseable {
    private final Process process;
    private final Lines out;
    private final Lines err;

    public JavaProcess(Process process) {
        this.process = process;
        this.out = new Lines(process.getInputStream());
        this.err = new Lines(process.getErrorStream());
    }

    public Lines out() {
        return out;
    }

    /** Waits for its end, which is to be a good one, and returns all that it printed. */
    public List<String> printed() throws InterruptedException {
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
