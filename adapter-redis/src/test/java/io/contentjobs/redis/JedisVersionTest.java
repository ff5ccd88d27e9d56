package io.contentjobs.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which versions of Jedis this module, as it is compiled, runs with. */
final class JedisVersionTest {
    private static final String OLDEST = "7.4.1";
    private static final String COMPILED_WITH = "8.0.2";

    private static final String PROTOCOL_READ =
            "protocolRead(Lredis/clients/jedis/util/RedisInputStream;Lredis/clients/jedis/PushConsumerChain;)Ljava/lang/Object;";

    @Test
    void tests_run_with_the_version_that_the_build_chooses() {
        assertThat(JedisVersion.found()).isEqualTo(System.getProperty("version.jedis", COMPILED_WITH));
    }

    @Test
    void each_member_of_jedis_exists_in_the_oldest_version_but_for_two_that_are_not_used_with_it() throws Exception {
        Set<String> checked = new TreeSet<>();
        Set<String> missing = new TreeSet<>();
        try (JedisJar compiledWith = JedisJar.of(COMPILED_WITH);
                JedisJar oldest = JedisJar.of(OLDEST)) {
            for (Path file : JedisJar.classFiles()) {
                for (MemberReference reference : MemberReference.in(file)) {
                    if (isInJedis(reference, compiledWith)) {
                        checked.add(reference.toString());
                        if (!isInJedis(reference, oldest)) {
                            missing.add(reference.toString());
                        }
                    }
                }
            }
        }

        assertThat(checked).hasSizeGreaterThan(100);
        assertThat(missing)
                .containsExactly(
                        "redis.clients.jedis.Connection." + PROTOCOL_READ,
                        "redis.clients.jedis.DefaultJedisClientConfig$Builder.serverDefaultProtocol()"
                                + "Lredis/clients/jedis/DefaultJedisClientConfig$Builder;");
    }

    /** A method that the superclass does not have is never called by it. */
    @Test
    void each_method_that_overrides_one_of_jedis_does_so_in_the_oldest_version_but_for_one_that_has_a_counterpart()
            throws Exception {
        assertThat(overriding(COMPILED_WITH, OLDEST))
                .containsExactly("io.contentjobs.redis.connect.BoundedConnection." + PROTOCOL_READ);
        assertThat(overriding(OLDEST, COMPILED_WITH))
                .as("overridden in the oldest version only")
                .containsExactly("io.contentjobs.redis.connect.BoundedConnection.protocolRead"
                        + "(Lredis/clients/jedis/util/RedisInputStream;)Ljava/lang/Object;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.0.0", "7.0.0"})
    void store_names_the_version_that_is_too_old_and_the_one_that_is_needed(String version) throws Exception {
        try (JedisJar jedis = JedisJar.of(version)) {
            Class<?> store = jedis.loadClass("io.contentjobs.redis.RedisStore");
            Class<?> url = jedis.loadClass("io.contentjobs.redis.RedisUrl");
            Object standalone = url.getMethod("parse", String.class).invoke(null, "redis://127.0.0.1:1");
            Class<?> client = jedis.loadClass("redis.clients.jedis.UnifiedJedis");

            for (Method opening : List.of(
                    store.getMethod("connect", url, Duration.class), store.getMethod("over", client, Duration.class))) {
                Object argument = opening.getName().equals("connect") ? standalone : null;

                assertThatThrownBy(() -> opening.invoke(null, argument, Duration.ofSeconds(1)))
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Jedis " + version)
                        .hasMessageContaining("7.4 or newer")
                        .hasMessageContaining("<jedis.version>");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.10.0", "6.2.0", "7.3.9", "7.3.0-beta1"})
    void older_version_is_refused(String version) {
        assertThatThrownBy(() -> JedisVersion.requireSupported(version)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.4.0", "7.4.1", "7.10.0", "8.0.2", "10.0.0", "", "unknown"})
    void newer_or_unknown_version_is_accepted(String version) {
        assertThatCode(() -> JedisVersion.requireSupported(version)).doesNotThrowAnyException();
    }

    /** Returns this module's methods that override one of Jedis in this version, but not in the other one. */
    private static Set<String> overriding(String version, String otherVersion) throws Exception {
        Set<String> found = new TreeSet<>();
        try (JedisJar compiledWith = JedisJar.of(COMPILED_WITH);
                JedisJar jedis = JedisJar.of(version);
                JedisJar other = JedisJar.of(otherVersion)) {
            for (Path file : JedisJar.classFiles()) {
                Class<?> type = Class.forName(JedisJar.className(file), false, compiledWith);
                for (Method declared : type.getDeclaredMethods()) {
                    MemberReference method =
                            new MemberReference(type.getName(), declared.getName(), descriptor(declared));
                    if (isInherited(method, jedis) && !isInherited(method, other)) {
                        found.add(method.toString());
                    }
                }
            }
        }
        return found;
    }

    private static boolean isInherited(MemberReference method, JedisJar jedis) throws ClassNotFoundException {
        return ancestors(Class.forName(method.owner(), false, jedis)).stream()
                .filter(JedisVersionTest::isOfJedis)
                .anyMatch(ancestor -> declares(ancestor, method));
    }

    /** Tells whether Jedis declares the member, also where it is used through a subclass of this module. */
    private static boolean isInJedis(MemberReference reference, JedisJar jedis) {
        if (reference.owner().startsWith("[")) {
            return false;
        }
        try {
            Class<?> owner = Class.forName(reference.owner(), false, jedis);
            return (reference.name().equals("<init>") ? List.of(owner) : ancestors(owner))
                    .stream().filter(JedisVersionTest::isOfJedis).anyMatch(type -> declares(type, reference));
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }

    private static boolean isOfJedis(Class<?> type) {
        return type.getName().startsWith("redis.clients.jedis.");
    }

    private static List<Class<?>> ancestors(Class<?> type) {
        List<Class<?>> all = new ArrayList<>(List.of(type));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).getSuperclass() != null) {
                all.add(all.get(i).getSuperclass());
            }
            all.addAll(Arrays.asList(all.get(i).getInterfaces()));
        }
        return all;
    }

    private static boolean declares(Class<?> type, MemberReference reference) {
        Stream<Member> members = Stream.of(
                        type.getDeclaredMethods(), type.getDeclaredConstructors(), type.getDeclaredFields())
                .flatMap(Stream::of);
        return members.filter(member -> (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .anyMatch(member -> name(member).equals(reference.name())
                        && descriptor(member).equals(reference.descriptor()));
    }

    private static String name(Member member) {
        return member instanceof Constructor<?> ? "<init>" : member.getName();
    }

    private static String descriptor(Member member) {
        if (member instanceof Field field) {
            return field.getType().descriptorString();
        }
        Class<?> result = member instanceof Method method ? method.getReturnType() : void.class;
        return MethodType.methodType(result, ((Executable) member).getParameterTypes())
                .toMethodDescriptorString();
    }
}
