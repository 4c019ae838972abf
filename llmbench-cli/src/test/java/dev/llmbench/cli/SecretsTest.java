package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.ModelledServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretsTest {
    private static final String CANARY = "sk-canary0123456789abcdef";

    @TempDir
    private Path folder;

    static Stream<List<String>> misplacedKeys() {
        return Stream.of(
                List.of("--header", "Authorization: Bearer " + CANARY),
                List.of("--header", "Bearer " + CANARY),
                List.of("--header=X-Team: " + CANARY),
                List.of("--secret-header", "Authorization: " + CANARY),
                List.of("--secret-header", CANARY),
                List.of("--api-key-env", CANARY),
                List.of("--url", "http://user:" + CANARY + "@localhost:1"),
                List.of("--url", "http://" + CANARY + "@local host"),
                List.of("--url=http://localhost:1/?key=" + CANARY),
                List.of("--proxy", "http://user:" + CANARY + "@proxy:1"),
                List.of("--proxy", "http://user " + CANARY),
                List.of("--body-field", "api_key=\"" + CANARY + "\""),
                List.of("--body-field", "user=" + CANARY),
                List.of("--body-field", CANARY),
                List.of("--trust-store-password", CANARY),
                List.of("--headr", "Authorization: Bearer " + CANARY),
                List.of("--apikey=" + CANARY),
                List.of("--" + CANARY),
                List.of(CANARY));
    }

    @ParameterizedTest
    @MethodSource("misplacedKeys")
    void never_repeats_a_key_in_the_wrong_place(List<String> misplaced) {
        Stream<String> server =
                misplaced.get(0).startsWith("--url") ? Stream.of() : Stream.of("--url", "http://localhost:1");
        String[] args = Stream.of(
                        Stream.of("sweep", "--model", "m", "--concurrency", "1", "--no-files", "-q"),
                        server,
                        misplaced.stream())
                .flatMap(part -> part)
                .toArray(String[]::new);

        Shell.Answer answer = Shell.llmbench(args);

        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.USAGE);
        assertThat(answer.errLines()).hasSize(1);
        assertThat(answer.err() + answer.out()).doesNotContain("canary");
    }

    @Test
    void keeps_keys_that_are_given_by_reference_out_of_files_and_messages() throws IOException {
        Path results = folder.resolve("results");
        try (ModelledServer server =
                ModelledServer.start(ModelledServer.Settings.defaults().apiKey(CANARY))) {
            Shell.Answer answer = Shell.with(Map.of("SIM_KEY", CANARY))
                    .run(
                            Interrupts.NONE,
                            "sweep",
                            "--url",
                            server.url().toString(),
                            "--model",
                            "simulated-8b",
                            "--concurrency",
                            "1",
                            "--requests",
                            "3",
                            "--input-tokens",
                            "16",
                            "--output-tokens",
                            "4",
                            "--api-key-env",
                            "SIM_KEY",
                            "--secret-header",
                            "X-Gateway: env:SIM_KEY",
                            "--body-field",
                            "user={\"secret\": \"env:SIM_KEY\"}",
                            "--out",
                            results.toString(),
                            "-o",
                            "json");

            assertThat(answer.code()).as(answer.err()).isIn(ExitCode.OK, ExitCode.INVALID);
            assertThat(answer.out() + answer.err()).doesNotContain("canary");
            try (Stream<Path> files = Files.walk(results)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString())
                            .doesNotContain("canary");
                }
            }
        }
    }
}
