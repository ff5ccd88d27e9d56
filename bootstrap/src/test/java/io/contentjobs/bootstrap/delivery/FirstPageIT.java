package io.contentjobs.bootstrap.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.contentjobs.bootstrap.testing.Deployment;
import io.contentjobs.bootstrap.testing.RawRedis;
import io.contentjobs.bootstrap.testing.ServerProcess;
import io.contentjobs.domain.ImageUrls;
import io.contentjobs.domain.JobReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first lines that an embedder sees, compiled and run as printed. */
final class FirstPageIT {
    private static final Path ROOT = Path.of("..");
    private static final Pattern IN_JAVADOC =
            Pattern.compile("<pre>\\{@code\\R(.*?)^ \\* }</pre>", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String IMAGES = "https://x.example/";

    @RegisterExtension
    private final Deployment deployment = new Deployment();

    @Test
    void page_compiles_runs_and_has_ten_lines() throws Exception {
        String page = CodeBlocks.first(ROOT.resolve("README.md"));
        CompiledClasses classes = CompiledClasses.compile(
                Map.of(CodeBlocks.STATEMENTS, CodeBlocks.asClass(page)), deployment.directory());
        RawRedis raw = deployment.raw();

        try (ServerProcess run =
                classes.start(Map.of("REDIS_URL", deployment.redis().url().toString()), CodeBlocks.STATEMENTS)) {
            assertThat(run.printed())
                    .containsExactly(
                            new JobReport.Completed(new ImageUrls(IMAGES + "1.png", IMAGES + "2.png", IMAGES + "3.png"))
                                    .toString());
        }
        assertThat(page.lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(10);
        assertThat(raw.commands().ttl("content:image:my-draft")).isBetween(604_000L, 604_800L);
        assertThat(raw.commands().keys("job:*"))
                .singleElement()
                .satisfies(key -> assertThat(raw.commands().ttl(key)).isBetween(3_000L, 3_600L));
    }

    @Test
    void embedding_page_begins_with_the_same_lines() throws Exception {
        assertThat(CodeBlocks.first(ROOT.resolve("docs/embedding.md")))
                .isEqualTo(CodeBlocks.first(ROOT.resolve("README.md")));
    }

    @ParameterizedTest
    @CsvSource({"job-domain, domain", "job-application, application", "adapter-redis, redis"})
    void package_has_the_same_lines(String module, String name) throws Exception {
        Path info = ROOT.resolve(module + "/src/main/java/io/contentjobs/" + name + "/package-info.java");
        Matcher block = IN_JAVADOC.matcher(Files.readString(info));

        assertThat(block.find()).as("code in %s", info).isTrue();
        assertThat(block.group(1).replaceAll("(?m)^ \\* ?", "")).isEqualTo(CodeBlocks.first(ROOT.resolve("README.md")));
    }
}
