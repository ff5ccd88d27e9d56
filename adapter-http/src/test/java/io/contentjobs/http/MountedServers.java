package io.contentjobs.http;

import java.util.stream.Stream;

/** A server of each mount, and another one whose store cannot be reached: what the contracts ask for. */
public record MountedServers(Mount mount, Waiting up, Waiting down) implements AutoCloseable {
    public MountedServers(Mount mount) {
        this(mount, new Waiting(mount, 50), new Waiting(mount, 1));
        down.store().setAvailable(false);
    }

    /** Returns the arguments of a parameterized class. JUnit starts the servers one after the other, and closes them. */
    static Stream<MountedServers> ofEachMount() {
        return Stream.of(Mount.values()).map(MountedServers::new);
    }

    @Override
    public void close() {
        up.close();
        down.close();
    }

    @Override
    public String toString() {
        return mount.name();
    }
}
