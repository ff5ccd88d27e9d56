package io.contentjobs.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP: has something done while the server runs on. Java has no public way to handle a signal, and the compiler warns of
 * {@code sun.misc.Signal} (module {@code jdk.unsupported}), so this finds it by name. Where there is none, or no such signal
 * (Windows), or Java leaves signals to the system ({@code -Xrs}), it is left as it is.
 */
final class ReloadSignal {
    private static final Logger LOG = LoggerFactory.getLogger(ReloadSignal.class);

    private ReloadSignal() {}

    static void calls(Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler calling = (proxy, method, arguments) -> {
                action.run();
                return null;
            };
            Object handling =
                    Proxy.newProxyInstance(ReloadSignal.class.getClassLoader(), new Class<?>[] {handler}, calling);
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (ReflectiveOperationException | RuntimeException unavailable) {
            LOG.info("SIGHUP cannot be handled here, and stops the server; key files are read again once a minute");
        }
    }
}
