package dev.llmbench.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ManyStreamsTest {
    private static final Pattern COUNTS =
            Pattern.compile("offered (\\d+) succeeded (\\d+) failed (\\d+) cancelled (\\d+) other (\\d+) heap (\\d+)");

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void a_thousand_streams_fit_into_a_quarter_of_a_gigabyte() throws Exception {
        String said = child(1_024, "-Xmx256m");

        assertThat(said).doesNotContain("OutOfMemoryError");
        Matcher counts = COUNTS.matcher(said);
        assertThat(counts.find()).as(said).isTrue();
        assertThat(Integer.parseInt(counts.group(6))).isLessThanOrEqualTo(256);
    }

    @Test
    @Timeout(120)
    void streams_are_read_by_nio_where_the_native_transport_is_missing() throws Exception {
        assertThat(child(16, "-Dio.netty.transport.noNative=true")).contains("by nio");
    }

    /** Runs a level in a JVM of its own, in which nothing may fail or get lost. */
    private String child(int streams, String option) throws Exception {
        var answer = Answers.tokens(10).timeToFirst(Duration.ofMillis(300)).every(Duration.ofMillis(100));
        try (ScriptedServer server = ScriptedServer.start(Script.of(answer))) {
            Path out = folder.resolve("out.txt");
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            option,
                            "-cp",
                            System.getProperty("java.class.path"),
                            ManyStreamsMain.class.getName(),
                            server.url().toString(),
                            Integer.toString(streams),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
            try {
                assertThat(child.waitFor(100, TimeUnit.SECONDS))
                        .as("ends in time")
                        .isTrue();
            } finally {
                child.destroyForcibly();
            }
            String said = Files.readString(out);
            assertThat(child.exitValue()).as(said).isZero();
            Matcher counts = COUNTS.matcher(said);
            assertThat(counts.find()).as(said).isTrue();
            assertThat(Integer.parseInt(counts.group(2))).as(said).isGreaterThanOrEqualTo(2 * streams);
            assertThat(Integer.parseInt(counts.group(3))).as(said).isZero();
            assertThat(Integer.parseInt(counts.group(1)))
                    .as("the server has got each, and one of the probe")
                    .isEqualTo(server.stamps().size() - 1);
            return said;
        }
    }
}
