package io.contentjobs.redis.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages for an operator whose folder for temporary files cannot be used. */
final class TemporaryFolderTest {
    private static final String REMEDY =
            "; name another folder with -Djava.io.tmpdir=… (JAVA_OPTS of bin/content-jobs)";

    @TempDir
    private Path folder;

    @Test
    void message_says_that_the_folder_does_not_exist() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> RedisLauncher.launch(missing, "redis-server", 1, null))
                .isInstanceOf(IOException.class)
                .hasMessage("the folder for temporary files, " + missing + " (java.io.tmpdir), cannot be written:"
                        + " it does not exist" + REMEDY);
    }

    @Test
    void message_says_that_the_folder_is_a_file() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> RedisLauncher.launch(file, "redis-server", 1, null))
                .hasMessageContaining("it is not a folder" + REMEDY);
    }

    @Test
    void message_says_that_the_permission_is_missing() {
        assertThat(TemporaryFolder.notWritable(folder, new AccessDeniedException("x")))
                .hasMessageEndingWith("this user has no permission" + REMEDY);
    }

    @Test
    void message_says_that_the_folder_is_full() {
        assertThat(TemporaryFolder.notWritable(folder, new FileSystemException("x", null, "No space left on device")))
                .hasMessageEndingWith("No space left on device" + REMEDY);
        assertThat(TemporaryFolder.notWritable(folder, new IOException("No space left on device")))
                .hasMessageEndingWith("No space left on device" + REMEDY);
    }

    @Test
    void message_says_that_no_program_runs_in_the_folder() {
        assertThat(TemporaryFolder.notExecutable(folder))
                .hasMessage("The redis-server of this program cannot be run: the folder for temporary files, "
                        + folder
                        + " (java.io.tmpdir), does not allow programs to be run, probably because it is mounted"
                        + " noexec, and there is no redis-server on the PATH" + REMEDY);
    }
}
