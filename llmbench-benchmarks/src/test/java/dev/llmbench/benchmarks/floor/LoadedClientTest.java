package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.simulator.script.RequestStamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadedClientTest {
    @TempDir
    static Path programs;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        FloorBuild.into(programs);
    }

    private JsonNode measure(FloorServer server, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--url", server.url().toString(), "--folder", folder.toString(), "--warmup", "0.1"));
        Set<String> names = Set.of("url", "folder", "streams", "rate", "tokens", "warmup", "seconds");
        return new JsonMapper().readTree(LoadedClient.measure(Options.parse(all, names, Set.of())));
    }

    @Test
    void every_arrival_of_a_run_has_the_stamp_of_its_sending() throws IOException {
        try (FloorServer server =
                FloorServer.start(programs, -1, folder, true, List.of("--rate", "500", "--first-ms", "5"))) {
            JsonNode figures = measure(server, "--streams", "8", "--tokens", "20", "--seconds", "0.5");

            Window window = Window.of(figures);
            Path run = Path.of(figures.required("folder").stringValue());
            List<RequestStamps> stamps = server.stop();
            assertThat(stamps)
                    .filteredOn(request -> request.arrivedNanos().isPresent())
                    .as("the kernel begins to stamp a little after it was asked to")
                    .hasSizeGreaterThan(stamps.size() / 2)
                    .allSatisfy(request -> assertThat(request.arrivedNanos().orElseThrow())
                            .isBetween(request.receivedNanos() - 1_000_000_000, request.receivedNanos()));
            DelayJoin.Seen seen = DelayJoin.read(run, stamps, window);
            assertThat(Files.isDirectory(run)).isTrue();
            assertThat(seen.tokens()).isPositive();
            assertThat(seen.joined()).isEqualTo(seen.tokens());
            assertThat(seen.delays().orElseThrow().p50()).isPositive();
            assertThat(figures.required("verdict").stringValue()).isIn("VALID", "SUSPECT", "INVALID");
        }
    }

    @Test
    void an_open_loop_tells_how_late_it_sent() throws IOException {
        try (FloorServer server =
                FloorServer.start(programs, -1, folder, false, List.of("--rate", "500", "--first-ms", "5"))) {
            JsonNode figures = measure(server, "--rate", "50", "--tokens", "4", "--seconds", "0.5");

            assertThat(figures.required("lateSendP99Millis").doubleValue()).isNotNegative();
        }
    }
}
