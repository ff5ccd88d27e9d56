package io.contentjobs.redis.testing;

import java.io.IOException;

/** Signals to processes. */
public final class Signals {
    private Signals() {}

    /** Sends STOP, CONT, TERM or KILL; it is sent when this returns. */
    public static void send(String signal, long pid) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("kill -" + signal + " " + pid + " failed: " + exit);
        }
    }
}
