package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloorServerTest {
    private static final String CHAT = "{\"messages\":[{\"role\":\"user\",\"content\":\"\\\"max_tokens\\\": 9\"}],"
            + "\"max_tokens\":5,\"stream\":true,\"stream_options\":{\"include_usage\":true}}";
    private static final long MILLI = 1_000_000;

    @TempDir
    static Path programs;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        FloorBuild.into(programs);
    }

    private FloorServer start(String... options) {
        return FloorServer.start(programs, -1, folder, true, List.of(options));
    }

    private String post(FloorServer server, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("x-request-id", "r-1")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void its_stamps_are_those_of_a_scripted_server() throws IOException, InterruptedException {
        List<RequestStamps> stamps;
        try (FloorServer server = start("--rate", "1000", "--first-ms", "2")) {
            post(server, "/v1/chat/completions", CHAT);
            stamps = server.stop();
        }

        assertThat(stamps).hasSize(1);
        RequestStamps answer = stamps.get(0);
        assertThat(answer.requestId()).contains("r-1");
        assertThat(answer.end().outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(answer.tokens()).isEqualTo(5);
        assertThat(answer.events())
                .extracting(EventStamp::kind)
                .containsExactly(
                        EventKind.ROLE,
                        EventKind.TOKEN,
                        EventKind.TOKEN,
                        EventKind.TOKEN,
                        EventKind.TOKEN,
                        EventKind.TOKEN,
                        EventKind.USAGE,
                        EventKind.DONE);
    }

    @Test
    void no_token_leaves_before_it_is_due() throws IOException, InterruptedException {
        List<RequestStamps> stamps;
        try (FloorServer server = start("--rate", "500", "--first-ms", "3")) {
            post(server, "/v1/chat/completions", CHAT);
            stamps = server.stop();
        }

        RequestStamps answer = stamps.get(0);
        List<Long> tokens = tokenNanos(answer);
        for (int i = 0; i < tokens.size(); i++) {
            assertThat(tokens.get(i)).isGreaterThanOrEqualTo(answer.receivedNanos() + (3 + 2L * i) * MILLI);
        }
    }

    @Test
    void the_id_of_an_event_tells_when_it_was_sent() throws IOException, InterruptedException {
        String answer;
        List<RequestStamps> stamps;
        try (FloorServer server = start("--rate", "1000")) {
            answer = post(server, "/v1/completions", CHAT.replaceAll("\"messages\":\\[.*?\\]", "\"prompt\":\"x\""));
            stamps = server.stop();
        }

        List<Long> told = Pattern.compile("\"id\":\"cmpl-([0-9a-f]{16})\".*\"text\"")
                .matcher(answer)
                .results()
                .map(MatchResult::group)
                .map(event -> Long.parseLong(event.substring(event.indexOf('-') + 1, event.indexOf('-') + 17), 16))
                .toList();
        assertThat(told).hasSize(5).isEqualTo(tokenNanos(stamps.get(0)));
    }

    @Test
    void the_usage_tells_which_request_it_was() throws IOException, InterruptedException {
        try (FloorServer server = start("--rate", "1000", "--first-ms", "0")) {
            post(server, "/v1/chat/completions", CHAT);

            assertThat(post(server, "/v1/chat/completions", CHAT))
                    .contains("\"usage\":{\"prompt_tokens\":2,\"total_tokens\":7,\"completion_tokens\":5}")
                    .endsWith("data: [DONE]\n\n");
        }
    }

    @Test
    void answers_in_one_piece_without_stream() throws IOException, InterruptedException {
        List<RequestStamps> stamps;
        try (FloorServer server = start("--rate", "1000", "--first-ms", "0")) {
            assertThat(post(server, "/v1/chat/completions", "{\"messages\":[],\"max_tokens\":3}"))
                    .contains("\"content\":\" the of and\"")
                    .contains("\"completion_tokens\":3");
            stamps = server.stop();
        }

        assertThat(stamps.get(0).events()).extracting(EventStamp::kind).containsExactly(EventKind.BODY);
        assertThat(stamps.get(0).tokens()).isEqualTo(3);
    }

    @Test
    void tokens_of_one_write_have_one_stamp() throws IOException, InterruptedException {
        List<RequestStamps> stamps;
        try (FloorServer server = start("--rate", "1000", "--per-write", "2")) {
            post(server, "/v1/chat/completions", CHAT);
            stamps = server.stop();
        }

        List<Long> tokens = tokenNanos(stamps.get(0));
        assertThat(tokens.get(0)).isEqualTo(tokens.get(1));
        assertThat(tokens.get(2)).isEqualTo(tokens.get(3)).isGreaterThan(tokens.get(1));
        assertThat(tokens.get(4)).isGreaterThan(tokens.get(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"max_tokens\":0} | max_tokens must be",
                "{\"max_tokens\":\"many\"} | max_tokens must be",
                "{\"max_tokens\":3 | no JSON object",
                "{\"prompt\":\"torn} | no JSON object",
                "[] | no JSON object",
                "{} {} | something after",
            })
    void refuses_what_it_can_not_read(String body, String why) throws IOException, InterruptedException {
        try (FloorServer server = start()) {
            assertThat(post(server, "/v1/completions", body))
                    .contains("\"error\"")
                    .contains(why);
        }
    }

    @Test
    void refuses_options_that_contradict_each_other() throws IOException, InterruptedException {
        FloorBuild.Run run = FloorBuild.run(
                List.of(programs.resolve(FloorServer.PROGRAM).toString(), "--burst", "--as-fast-as-possible"), folder);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.error()).contains("exclude each other");
    }

    private static List<Long> tokenNanos(RequestStamps answer) {
        return answer.events().stream()
                .filter(event -> event.kind() == EventKind.TOKEN)
                .map(EventStamp::nanos)
                .toList();
    }
}
