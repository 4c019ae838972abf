package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.ModelledServer;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DoctorCommandTest {
    private static final String KEY = "canary-key-of-the-server";

    private static ModelledServer server;

    @BeforeAll
    static void start() {
        // slow enough that a busy machine still reads token by token
        server = ModelledServer.start(ModelledServer.Settings.defaults()
                .decode(Duration.ofMillis(20), Duration.ZERO)
                .apiKey(KEY));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void finds_a_healthy_server_usable_and_says_so_in_a_table() {
        Shell.Answer answer = Shell.with(Map.of("SERVER_KEY", KEY))
                .run(Interrupts.NONE, "doctor", "--url", server.url().toString(), "--api-key-env", "SERVER_KEY");

        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(ExitCode.OK);
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out())
                .startsWith("simulated-8b at " + server.url())
                .contains("SIMULATED", "OK    key", "OK    stream", "prefix cache", "Ready for a benchmark")
                .doesNotContain(KEY);
        assertThat(answer.out().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void ends_with_4_where_the_server_can_not_be_used_and_names_cause_and_remedy() {
        Shell.Answer answer =
                Shell.llmbench("doctor", "--url", server.url().toString(), "--model", "simulated-8b", "-o", "json");

        assertThat(answer.code()).isEqualTo(ExitCode.TARGET);
        JsonNode diagnosis = JsonMapper.shared().readTree(answer.out());
        assertThat(diagnosis.path("usable").booleanValue()).isFalse();
        assertThat(diagnosis.path("grade").stringValue()).isEqualTo("fail");
        JsonNode key = finding(diagnosis, "key");
        assertThat(key.path("grade").stringValue()).isEqualTo("fail");
        assertThat(key.path("seen").stringValue()).contains("wants an API key");
        assertThat(key.path("remedy").stringValue()).contains("--api-key-env");
        assertThat(finding(diagnosis, "prefix_cache").path("grade").stringValue())
                .isEqualTo("not_checked");
        assertThat(finding(diagnosis, "round_trip")
                        .path("figures")
                        .path("connectMedianMillis")
                        .doubleValue())
                .isPositive();
    }

    private static JsonNode finding(JsonNode diagnosis, String question) {
        for (JsonNode finding : diagnosis.path("findings")) {
            if (question.equals(finding.path("question").stringValue())) {
                return finding;
            }
        }
        throw new AssertionError("no finding about " + question + " in " + diagnosis);
    }

    @Test
    void does_not_let_a_server_write_to_the_terminal() {
        Script script = Script.of(Answers.status(500, "{\"error\":{\"message\":\"\\u001b]0;owned\\u0007 broken\"}}"));
        try (ScriptedServer hostile = ScriptedServer.start(script)) {
            Shell.Answer answer =
                    Shell.llmbench("doctor", "--url", hostile.url().toString(), "--model", "scripted");

            assertThat(answer.code()).isEqualTo(ExitCode.TARGET);
            assertThat(answer.out()).contains("FAIL  protocol", "broken").doesNotContain("\u001b", "\u0007");
        }
    }

    @Test
    void refuses_what_it_can_not_do_with_2() {
        String url = server.url().toString();

        assertThat(Shell.llmbench("doctor").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Shell.llmbench("doctor", "--url", url, "-o", "csv").err()).contains("table or json");
        assertThat(Shell.llmbench("doctor", "--url", url, "--patience", "0s").err())
                .contains("--patience");
        assertThat(Shell.llmbench("doctor", "--url", url, "--api-key-env", "NOT_SET")
                        .err())
                .contains("NOT_SET");
        assertThat(Shell.llmbench("doctor", "--url", url, "--protocol", "smoke-signs")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
