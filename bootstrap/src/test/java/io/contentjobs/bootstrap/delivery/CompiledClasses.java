package io.contentjobs.bootstrap.delivery;

import io.contentjobs.bootstrap.testing.ServerProcess;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Classes compiled as strictly as our own, against what this test may use.
 *
 * @param directory where the class files are
 */
record CompiledClasses(Path directory) {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    private static final List<String> FOR_SHORT = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The encoding of System.out on Java 17 and from 19 on. */
    private static final List<String> IN_UTF_8 = List.of("-Dsun.stdout.encoding=UTF-8", "-Dstdout.encoding=UTF-8");

    /** Compiles sources, given by the names of their classes, in the unnamed package; fails at the first warning. */
    static CompiledClasses compile(Map<String, String> sources, Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            files.add(Files.writeString(directory.resolve(source.getKey() + ".java"), source.getValue()));
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<String> options = List.of(
                    "--release", "17", "-Xlint:all", "-Werror", "-proc:none", "-cp", CLASS_PATH, "-d", "" + directory);
            StringBuilder problems = new StringBuilder();
            boolean compiled = compiler.getTask(
                            null,
                            manager,
                            problem -> problems.append(problem).append('\n'),
                            options,
                            null,
                            manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new AssertionError(problems);
            }
        }
        return new CompiledClasses(directory);
    }

    /** Makes an object of one of them, by its constructor of one parameter. */
    <P> Object create(String name, Class<P> parameter, P argument) throws IOException, ReflectiveOperationException {
        URL[] place = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(place, CompiledClasses.class.getClassLoader())) {
            Constructor<?> constructor = loader.loadClass(name).getDeclaredConstructor(parameter);
            constructor.setAccessible(true);
            return constructor.newInstance(argument);
        }
    }

    /** Starts a main class as a process. It logs to standard error. */
    ServerProcess start(String mainClass, String... arguments) throws IOException {
        return start(Map.of(), mainClass, arguments);
    }

    /** Starts a main class as a process with these environment variables. */
    ServerProcess start(Map<String, String> environment, String mainClass, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ServerProcess.JAVA.toString()));
        command.addAll(FOR_SHORT);
        command.addAll(IN_UTF_8);
        command.addAll(List.of("-cp", directory + File.pathSeparator + CLASS_PATH, mainClass));
        command.addAll(List.of(arguments));
        return ServerProcess.start(command, directory, environment);
    }
}
