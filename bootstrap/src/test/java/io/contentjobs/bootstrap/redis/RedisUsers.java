package io.contentjobs.bootstrap.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.UnifiedJedis;

/** The users of docs/operations/redis.md, made by the commands of that page. */
final class RedisUsers {
    static final Path PAGE = Path.of("..", "docs", "operations", "redis.md");
    static final String READER = "jobs-reader";
    static final String WRITER = "jobs-writer";
    static final String SENTINEL = "jobs-sentinel";

    private static final Pattern BLOCK =
            Pattern.compile("^```acl ?(\\w*)\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    private RedisUsers() {}

    /** Returns the words of each line in the blocks of this name, which is empty for blocks without a name. */
    static List<List<String>> lines(String part) {
        List<List<String>> lines = BLOCK.matcher(page())
                .results()
                .filter(block -> block.group(1).equals(part))
                .flatMap(block -> block.group(2).lines())
                .map(line -> List.of(line.split(" ", -1)))
                .toList();
        if (lines.isEmpty()
                || !lines.stream().allMatch(words -> words.subList(0, 2).equals(List.of("ACL", "SETUSER")))) {
            throw new AssertionError("Not ACL SETUSER alone in " + PAGE + ": " + part + lines);
        }
        return lines;
    }

    /** Returns the words of the line for the user. */
    static List<String> line(String user) {
        return lines("").stream()
                .filter(words -> words.get(2).equals(user))
                .findFirst()
                .orElseThrow();
    }

    /** Makes the users, and adds the permissions of the blocks with these names. */
    static void make(UnifiedJedis redis, String... parts) {
        lines("").forEach(line -> send(redis, line));
        for (String part : parts) {
            lines(part).forEach(line -> send(redis, line));
        }
    }

    static Object send(UnifiedJedis redis, List<String> words) {
        return redis.executeCommand(
                new CommandArguments(Command.valueOf(words.get(0))).addObjects(words.subList(1, words.size())));
    }

    /** Returns the URL of a Redis on the loopback interface for the user. */
    static String url(String user, int port) {
        return "redis://" + user + ":" + password(user) + "@127.0.0.1:" + port;
    }

    static String password(String user) {
        Matcher password = Pattern.compile("SETUSER " + user + " .*>(\\S+)").matcher(page());
        if (!password.find()) {
            throw new AssertionError("No password of " + user + " in " + PAGE);
        }
        return password.group(1);
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
