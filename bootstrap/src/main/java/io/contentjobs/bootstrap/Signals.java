package io.contentjobs.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handles signals of the operating system. Java has no public API for them, and the compiler warns about {@code
 * sun.misc.Signal} (module {@code jdk.unsupported}), so this class finds it by name.
 */
final class Signals {
    private Signals() {}

    /**
     * Returns false and does nothing where Java cannot handle the signals: on Windows, with {@code -Xrs}, without that
     * module.
     */
    static boolean handle(Runnable action, String... names) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            InvocationHandler running = (proxy, method, arguments) -> {
                action.run();
                return null;
            };
            Object handling = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, running);
            for (String name : names) {
                signal.getMethod("handle", signal, handler)
                        .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
            }
            return true;
        } catch (ReflectiveOperationException | RuntimeException unavailable) {
            return false;
        }
    }
}
