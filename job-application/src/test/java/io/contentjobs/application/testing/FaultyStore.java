package io.contentjobs.application.testing;

import io.contentjobs.domain.JobReader;
import io.contentjobs.domain.JobWriter;
import io.contentjobs.domain.StoreUnavailableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A store of which exactly one command fails. A caller that stops at the failure leaves the same records as a killed
 * worker. A caller that continues is detected, since its later commands succeed.
 *
 * @param reader reads the records
 * @param writer writes the records
 * @param left how many commands succeed before the one that fails; negative after it
 */
record FaultyStore(JobReader reader, JobWriter writer, AtomicInteger left) {
    /** Makes a view of a store that fails the command after the first {@code commandsBefore} ones. */
    static FaultyStore of(JobReader reader, JobWriter writer, int commandsBefore) {
        AtomicInteger left = new AtomicInteger(commandsBefore);
        return new FaultyStore(faulty(JobReader.class, reader, left), faulty(JobWriter.class, writer, left), left);
    }

    /** Returns whether a command has failed. */
    boolean hasFailed() {
        return left.get() < 0;
    }

    private static <T> T faulty(Class<T> port, T store, AtomicInteger left) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (left.getAndDecrement() == 0) {
                throw new StoreUnavailableException(method.getName(), "failed at this command", null);
            }
            try {
                return method.invoke(store, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
            }
        };
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }
}
