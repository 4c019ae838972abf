package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LauncherFlagsTest {
    @Test
    void are_those_of_the_command() throws IOException {
        String script = Files.readString(Path.of("..", "llmbench"));

        assertThat(script).contains("flags=(" + String.join(" ", LauncherFlags.ALL) + ")");
    }
}
