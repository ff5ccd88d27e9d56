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

/** Why a Redis of our own cannot be put into the folder for temporary files, as an operator is told. */
final class TemporaryFolderTest {
    private static final String REMEDY =
            "; name another folder with -Djava.io.tmpdir=… (JAVA_OPTS of bin/content-jobs)";

    @TempDir
    private Path folder;

    @Test
    void folder_that_does_not_exist_is_told() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> RedisLauncher.launch(missing, "redis-server", 1, null))
                .isInstanceOf(IOException.class)
                .hasMessage("the folder for temporary files, " + missing + " (java.io.tmpdir), cannot be written:"
                        + " it does not exist" + REMEDY);
    }

    @Test
    void file_in_place_of_the_folder_is_told() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> RedisLauncher.launch(file, "redis-server", 1, null))
                .hasMessageContaining("it is not a folder" + REMEDY);
    }

    @Test
    void missing_permission_is_told() {
        assertThat(TemporaryFolder.notWritable(folder, new AccessDeniedException("x")))
                .hasMessageEndingWith("this user has no permission" + REMEDY);
    }

    @Test
    void full_folder_is_told() {
        assertThat(TemporaryFolder.notWritable(folder, new FileSystemException("x", null, "No space left on device")))
                .hasMessageEndingWith("No space left on device" + REMEDY);
        assertThat(TemporaryFolder.notWritable(folder, new IOException("No space left on device")))
                .hasMessageEndingWith("No space left on device" + REMEDY);
    }

    @Test
    void folder_in_which_no_program_runs_is_told() {
        assertThat(TemporaryFolder.notExecutable(folder))
                .hasMessage("The redis-server that is brought along cannot be run: the folder for temporary files, "
                        + folder
                        + " (java.io.tmpdir), does not allow programs to be run, probably because it is mounted"
                        + " noexec, and there is no redis-server on the PATH" + REMEDY);
    }
}
