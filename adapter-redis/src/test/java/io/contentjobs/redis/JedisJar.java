package io.contentjobs.redis;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads this module's classes together with a Jedis of another version; the other classes are those of the tests. */
final class JedisJar extends URLClassLoader {
    private static final Path TARGET = Path.of("target");
    private static final Path CLASSES = TARGET.resolve("classes");

    private JedisJar(URL... urls) {
        super(urls, JedisJar.class.getClassLoader());
    }

    /** @param version one of those that the build copies */
    static JedisJar of(String version) throws IOException {
        Path jar = TARGET.resolve("jedis").resolve("jedis-" + version + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("The build has not copied " + jar.toAbsolutePath());
        }
        return new JedisJar(CLASSES.toUri().toURL(), jar.toUri().toURL());
    }

    /** Returns this module's class files. */
    static List<Path> classFiles() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(file -> file.toString().endsWith(".class") && !file.endsWith("module-info.class"))
                    .toList();
        }
    }

    /** Returns the name of the class in one of the {@link #classFiles}. */
    static String className(Path classFile) {
        String path = CLASSES.relativize(classFile).toString();
        return path.substring(0, path.length() - ".class".length()).replace(File.separatorChar, '.');
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("redis.clients.jedis.") && !name.startsWith("io.contentjobs.redis.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }
}
