package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {
    @TempDir
    private Path parent;

    @Test
    void is_created_where_it_is_missing() {
        assertThat(WorkFolder.emptied(parent.resolve("a/b"))).isEmptyDirectory();
    }

    @Test
    void loses_what_it_holds_and_nothing_beside_it() throws IOException {
        Path folder = Files.createDirectories(parent.resolve("work"));
        Files.createDirectories(folder.resolve("run/deep"));
        Files.writeString(folder.resolve("run/deep/journal"), "bytes");
        Path beside = Files.writeString(parent.resolve("kept"), "bytes");

        assertThat(WorkFolder.emptied(folder)).isEqualTo(folder).isEmptyDirectory();
        assertThat(beside).hasContent("bytes");
    }
}
