package dev.llmbench.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within one process; that a killed process loses its claim, and a living one doesn't, is in the tests over sockets. */
class RunLockTest {
    @TempDir
    Path folder;

    private void refused() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunLock.take(folder))
                .withMessageContaining("is still going on")
                .withMessageContaining(folder.toString());
    }

    @Test
    void a_folder_is_claimed_once_until_it_is_given_back() {
        RunLock first = RunLock.take(folder);

        refused();
        assertThat(RunLock.ofNew(folder)).isEmpty();
        refused();
        first.close();

        RunLock second = RunLock.take(folder);
        first.close(); // which gives nothing of the second back
        refused();
        second.close();
    }

    @Test
    void the_file_stays_as_long_as_the_run_can_be_resumed() throws IOException {
        Files.writeString(folder.resolve(RunFolder.RUN), "{}");
        RunLock.take(folder).close();
        assertThat(folder.resolve(RunFolder.LOCK)).exists();

        Files.delete(folder.resolve(RunFolder.RUN));
        RunLock.take(folder).close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_folder_that_is_gone_is_told() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunLock.take(folder.resolve("gone")))
                .withMessageContaining("there is no such file or folder");
        assertThat(RunLock.ofNew(folder.resolve("gone"))).isEmpty();
    }
}
