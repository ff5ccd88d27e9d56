package io.contentjobs.bootstrap.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The classes that a page of the documentation shows, each in a fenced block of its own, and its statements, which become a
 * class.
 */
final class CodeBlocks {
    private static final Pattern BLOCK = Pattern.compile("^```java\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("^(?:public )?final class (\\w+)", Pattern.MULTILINE);

    /** The class of a block of statements. */
    static final String STATEMENTS = "Statements";

    private static final Pattern STATEMENT = Pattern.compile("^(?:try|var|[A-Z]\\w* \\w+ =)", Pattern.MULTILINE);

    private CodeBlocks() {}

    /** Returns their sources by their names, in the page's order. */
    static Map<String, String> in(Path page) throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            String source = asClass(blocks.group(1));
            Matcher name = CLASS.matcher(source);
            if (!name.find()) {
                throw new IllegalArgumentException("No class in a block of " + page + ":\n" + source);
            }
            if (sources.put(name.group(1), source) != null) {
                throw new IllegalArgumentException("Two classes " + name.group(1) + " in " + page);
            }
        }
        return sources;
    }

    /** Returns the first block of Java, as printed. */
    static String first(Path page) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(page));
        if (!blocks.find()) {
            throw new IllegalArgumentException("No Java in " + page);
        }
        return blocks.group(1);
    }

    /** Puts statements, which may follow imports, into the main method of a class. */
    static String asClass(String source) {
        Matcher statement = STATEMENT.matcher(source);
        if (CLASS.matcher(source).find() || !statement.find()) {
            return source;
        }
        String imports = source.substring(0, statement.start());
        return imports + "public final class " + STATEMENTS
                + " {\npublic static void main(String[] args) throws Exception {\n"
                + source.substring(statement.start()) + "}\n}\n";
    }
}
