package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Framing;
import dev.llmbench.simulator.script.LineEnding;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FloorClientTest {
    @TempDir
    static Path programs;

    @TempDir
    Path folder;

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        FloorBuild.into(programs);
    }

    private FloorBuild.Run client(URI url, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(programs.resolve(FloorClient.PROGRAM).toString(), "--url", url.toString(), "--warmup", "0"));
        command.addAll(List.of(options));
        return FloorBuild.run(command, folder);
    }

    private static TokenAnswer answer() {
        return Answers.tokensFromRequest().timeToFirst(Duration.ofMillis(20)).every(Duration.ofMillis(2));
    }

    @Test
    void measures_the_scripted_server_as_it_measures_the_floor_s() throws IOException, InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(Script.of(answer()))) {
            FloorBuild.Run run =
                    client(server.url(), "--streams", "4", "--tokens", "20", "--seconds", "0.3", "--model", "scripted");

            assertThat(run.exitCode()).as(run.error()).isZero();
            JsonNode figures = new JsonMapper().readTree(run.output());
            assertThat(figures.required("failures").longValue()).isZero();
            assertThat(figures.required("cutOff").longValue()).isZero();
            assertThat(figures.required("requests").longValue())
                    .isPositive()
                    .isLessThanOrEqualTo(completeAnswers(server));
            assertThat(figures.required("events").longValue())
                    .isPositive()
                    .isLessThanOrEqualTo(server.stamps().stream()
                            .mapToLong(RequestStamps::tokens)
                            .sum());
            assertThat(figures.required("ttftMillis").required("p50").doubleValue())
                    .isGreaterThan(19.9);
            assertThat(figures.required("e2eMillis").required("p50").doubleValue())
                    .isGreaterThan(57.9);
            assertThat(figures.required("tpotMillis").required("count").longValue())
                    .isEqualTo(figures.required("requests").longValue());
        }
    }

    private static long completeAnswers(ScriptedServer server) {
        return server.stamps().stream()
                .filter(stamps -> stamps.end().outcome() == Outcome.COMPLETE)
                .count();
    }

    /** The forms of an answer that a server may choose between. */
    private static final Map<String, TokenAnswer> FORMS = Map.of(
            "role first", answer().roleFirst(Duration.ofMillis(5)),
            "reasoning first", answer().reasoningFirst(3),
            "lines with carriage returns", answer().lineEnding(LineEnding.CRLF),
            "events cut in two", answer().splitEvents(100, Duration.ofMillis(1)),
            "events of several writes at once", answer().eventsPerWrite(4),
            "a finish of its own", answer().finishChunk(),
            "no usage", answer().noUsage(),
            "an end by the connection's end", answer().framing(Framing.UNTIL_CLOSE),
            "a known length", answer().framing(Framing.CONTENT_LENGTH));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "role first",
                "reasoning first",
                "lines with carriage returns",
                "events cut in two",
                "events of several writes at once",
                "a finish of its own",
                "no usage",
                "an end by the connection's end",
                "a known length"
            })
    void counts_every_token_of_an_answer_with(String form) throws IOException, InterruptedException {
        try (ScriptedServer server = ScriptedServer.start(Script.of(FORMS.get(form)))) {
            // one stream whose requests all begin in the window, which ends with the third
            FloorBuild.Run run = client(
                    server.url(),
                    "--streams",
                    "1",
                    "--tokens",
                    "12",
                    "--in-step",
                    "--seconds",
                    "60",
                    "--requests",
                    "3");

            assertThat(run.exitCode()).as(run.error()).isZero();
            JsonNode figures = new JsonMapper().readTree(run.output());
            assertThat(run.error()).isEmpty();
            assertThat(figures.required("failures").longValue()).isZero();
            assertThat(figures.required("requests").longValue()).isGreaterThanOrEqualTo(3);
            // Each answer of the window is in it whole. The window has one more at its beginning, of a request that was
            // sent just before, and one less at its end; or neither, where each needs a new connection.
            assertThat(figures.required("events").longValue())
                    .isEqualTo(12 * figures.required("requests").longValue());
        }
    }

    @Test
    void finds_send_times_in_the_events() throws IOException, InterruptedException {
        try (FloorServer server =
                FloorServer.start(programs, -1, folder, false, List.of("--rate", "1000", "--first-ms", "1"))) {
            FloorBuild.Run run =
                    client(server.url(), "--streams", "2", "--tokens", "30", "--seconds", "0.2", "--delays");

            assertThat(run.exitCode()).as(run.error()).isZero();
            FloorClient figures = FloorClient.of(JsonMapper.shared().readTree(run.output()));
            assertThat(figures.delays()).isPresent();
            Delays delays = figures.delays().get();
            assertThat(delays.count()).isEqualTo(figures.events());
            assertThat(delays.p50()).isPositive().isLessThanOrEqualTo(delays.p99());
            assertThat(figures.cpuSeconds())
                    .isPositive()
                    .isLessThan(figures.window().seconds());
        }
    }

    @Test
    void counts_failures_and_goes_on() throws IOException, InterruptedException {
        Script script = Script.of(answer().resetAfter(2), answer()).cycle();
        try (ScriptedServer server = ScriptedServer.start(script)) {
            FloorBuild.Run run =
                    client(server.url(), "--streams", "1", "--tokens", "5", "--seconds", "60", "--requests", "3");

            assertThat(run.exitCode()).as(run.error()).isZero();
            assertThat(FloorClient.of(JsonMapper.shared().readTree(run.output()))
                            .failures())
                    .isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--streams=0", "--tokens=many", "--seconds=-1", "--route=messages", "--url=ftp://x", "--what"})
    void refuses_options_that_it_can_not_use(String option) throws IOException, InterruptedException {
        FloorBuild.Run run = client(URI.create("http://127.0.0.1:9"), option);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("floor-client:");
    }

    @Test
    void says_when_nobody_listens() throws IOException, InterruptedException {
        FloorBuild.Run run = client(URI.create("http://127.0.0.1:9"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.error()).contains("can't connect to 127.0.0.1:9");
    }
}
