package dev.llmbench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.StampFile;
import dev.llmbench.simulator.script.TokenAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers of tokens, and the stamps of what was sent. */
class ScriptedTokensTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String ASK = "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
            + "\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"three words here\"}]}";

    private record Played(String text, RequestStamps stamps) {
        List<EventKind> kinds() {
            return stamps.events().stream().map(EventStamp::kind).toList();
        }
    }

    private static Played play(TokenAnswer answer, String path, String ask) throws IOException {
        try (var server = ScriptedServer.start(Script.of(answer));
                var client = new RawClient(server.port())) {
            client.post(path, ask);
            String text = client.readAnswer();
            return new Played(text, server.stamps().get(0));
        }
    }

    private static TokenAnswer fast() {
        return Answers.tokensFromRequest().timeToFirst(Duration.ofMillis(1)).every(Duration.ofMillis(1));
    }

    private static int count(String text, String wanted) {
        return (int)
                Pattern.compile(Pattern.quote(wanted)).matcher(text).results().count();
    }

    @Nested
    class AChatAnswer {
        @Test
        void has_role_tokens_usage_and_done_as_vllm_sends_them() throws IOException {
            Played played = play(fast(), CHAT, ASK);

            assertThat(played.kinds())
                    .containsExactly(
                            EventKind.ROLE,
                            EventKind.TOKEN,
                            EventKind.TOKEN,
                            EventKind.TOKEN,
                            EventKind.TOKEN,
                            EventKind.TOKEN,
                            EventKind.USAGE,
                            EventKind.DONE);
            assertThat(played.stamps().tokens()).isEqualTo(5);
            assertThat(played.text())
                    .contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\"}")
                    .contains("\"finish_reason\":\"length\",\"stop_reason\":null")
                    .contains("\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"total_tokens\":8,"
                            + "\"completion_tokens\":5}}")
                    .endsWith("data: [DONE]\n\n");
            assertThat(count(played.text(), "\"delta\":{\"content\":\"")).isEqualTo(5);
        }

        @Test
        void begins_with_its_reasoning() throws IOException {
            Played played = play(fast().reasoningFirst(3).tokensPerEvent(2), CHAT, ASK);

            assertThat(played.stamps().events())
                    .extracting(event -> event.kind() + " " + event.tokens())
                    .startsWith("ROLE 0", "REASONING 2", "REASONING 1", "TOKEN 2");
            assertThat(count(played.text(), "\"delta\":{\"reasoning\":\"")).isEqualTo(2);
        }

        @Test
        void has_its_role_ahead_of_the_first_token() throws IOException {
            Duration ahead = Duration.ofMillis(80);
            Played played = play(fast().timeToFirst(Duration.ofMillis(100)).roleFirst(ahead), CHAT, ASK);

            var events = played.stamps().events();
            assertThat(events.get(0).nanos() - played.stamps().receivedNanos())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
            assertThat(events.get(1).nanos() - played.stamps().receivedNanos())
                    .isGreaterThanOrEqualTo(Duration.ofMillis(100).toNanos());
        }

        @Test
        void is_one_body_when_no_stream_was_asked_for() throws IOException {
            Played played =
                    play(fast(), CHAT, ASK.replace("\"stream\":true,\"stream_options\":{\"include_usage\":true},", ""));

            assertThat(played.kinds()).containsExactly(EventKind.BODY);
            assertThat(played.text()).contains("\"object\":\"chat.completion\"", "\"completion_tokens\":5}");
        }
    }

    @Nested
    class ACompletion {
        private static final String IDS = "{\"model\":\"m\",\"stream\":true,\"max_tokens\":5,\"prompt\":[1,2,3,4]}";

        @Test
        void sends_several_tokens_an_event_in_turn() throws IOException {
            Played played =
                    play(Answers.tokens(8).every(Duration.ofMillis(1)).tokensPerEvent(1, 3), "/v1/completions", IDS);

            assertThat(played.stamps().events()).extracting(EventStamp::tokens).containsExactly(1, 3, 1, 3, 0);
        }

        @Test
        void counts_the_ids_of_its_prompt_on_every_chunk_when_told_to() throws IOException {
            Played played = play(fast().continuousUsage(), "/v1/completions", IDS);

            assertThat(played.text())
                    .contains("\"usage\":{\"prompt_tokens\":4,\"total_tokens\":5,\"completion_tokens\":1}")
                    .contains("\"usage\":{\"prompt_tokens\":4,\"total_tokens\":9,\"completion_tokens\":5}");
        }

        @Test
        void keeps_silent_about_usage_and_done_when_told_to() throws IOException {
            Played played = play(
                    fast().noUsage().noDone().finishChunk(),
                    "/v1/completions",
                    ASK.replace("messages", "x").replace("\"max_tokens\"", "\"prompt\":\"a\",\"max_tokens\""));

            assertThat(played.kinds()).endsWith(EventKind.TOKEN, EventKind.FINISH);
            assertThat(played.text()).doesNotContain("usage", "[DONE]");
        }

        @Test
        void breaks_in_the_middle_with_an_error_object() throws IOException {
            Played played = play(fast().errorMidStream(2, "EngineCore died"), "/v1/completions", IDS);

            assertThat(played.kinds())
                    .containsExactly(EventKind.TOKEN, EventKind.TOKEN, EventKind.ERROR, EventKind.DONE);
            assertThat(played.text())
                    .contains("data: {\"error\": {\"message\": \"EngineCore died\", \"type\": \"InternalServerError\"");
        }

        @Test
        void claims_the_usage_it_is_told_to() throws IOException {
            Played played = play(fast().usage(7, 99), "/v1/completions", IDS);

            assertThat(played.text()).contains("{\"prompt_tokens\":7,\"total_tokens\":106,\"completion_tokens\":99}");
            assertThat(played.stamps().tokens()).isEqualTo(5);
        }
    }

    @Nested
    class Stamps {
        @TempDir
        Path folder;

        @Test
        void are_never_early_and_do_not_drift() throws IOException {
            Duration every = Duration.ofMillis(4);
            Played played =
                    play(Answers.tokens(100).timeToFirst(Duration.ofMillis(10)).every(every), "/v1/completions", "");

            RequestStamps stamps = played.stamps();
            long late = Long.MAX_VALUE;
            for (int i = 0; i < 100; i++) {
                long due = stamps.receivedNanos() + 10_000_000 + i * every.toNanos();
                assertThat(stamps.events().get(i).nanos()).isGreaterThanOrEqualTo(due);
                if (i >= 50) {
                    late = Math.min(late, stamps.events().get(i).nanos() - due);
                }
            }
            // the best of fifty: what a busy machine does to the others is not the server's doing
            assertThat(late).isLessThan(Duration.ofMillis(2).toNanos());
        }

        @Test
        void of_an_answer_with_jitter_are_later_than_evenly_by_shares_of_their_own() throws IOException {
            Duration every = Duration.ofMillis(2);
            Played played = play(
                    Answers.tokens(60)
                            .timeToFirst(Duration.ofMillis(5))
                            .every(every)
                            .jitter(Duration.ofMillis(40)),
                    "/v1/completions",
                    "");

            long mostLate = 0;
            for (int i = 0; i < 60; i++) {
                long due = played.stamps().receivedNanos() + 5_000_000 + i * every.toNanos();
                long nanos = played.stamps().events().get(i).nanos();
                assertThat(nanos).isGreaterThanOrEqualTo(due);
                mostLate = Math.max(mostLate, nanos - due);
            }
            assertThat(mostLate).isGreaterThan(Duration.ofMillis(20).toNanos());
        }

        @Test
        void are_monotone_and_lie_between_what_the_client_saw() throws IOException {
            long before = System.nanoTime();
            Played played = play(fast(), CHAT, ASK);
            long after = System.nanoTime();

            RequestStamps stamps = played.stamps();
            assertThat(stamps.events()).extracting(EventStamp::nanos).isSorted();
            assertThat(List.of(
                            before,
                            stamps.receivedNanos(),
                            stamps.headersSentNanos().getAsLong(),
                            stamps.events().get(0).nanos(),
                            stamps.end().nanos().getAsLong(),
                            after))
                    .isSorted();
            assertThat(stamps.end().outcome()).isEqualTo(Outcome.COMPLETE);
        }

        @Test
        void name_the_connection_and_the_outcome_and_survive_their_file() throws IOException {
            Script script = Script.of(fast(), fast().resetAfter(2), fast().closeAfter(3), fast().hangAfter(1));
            try (var server = ScriptedServer.start(script)) {
                int[] ports = new int[4];
                for (int i = 0; i < 3; i++) {
                    try (var client = new RawClient(server.port())) {
                        ports[i] = client.localPort();
                        client.post("/v1/completions", ASK.replace("messages", "prompt"));
                        Awaitility.await()
                                .atMost(10, TimeUnit.SECONDS)
                                .until(() -> server.stamps().stream()
                                        .noneMatch(one -> one.end().outcome() == Outcome.UNFINISHED));
                    }
                }
                var hanging = new RawClient(server.port());
                ports[3] = hanging.localPort();
                hanging.post("/v1/completions", "").readUntil("}\n\n\r\n");
                hanging.close();
                Awaitility.await()
                        .atMost(10, TimeUnit.SECONDS)
                        .until(() -> server.stamps().get(3).end().outcome() == Outcome.ABANDONED);

                var stamps = server.stamps();
                server.writeStamps(folder.resolve("stamps.jsonl"));

                assertThat(stamps)
                        .extracting(one -> one.end().outcome())
                        .containsExactly(Outcome.COMPLETE, Outcome.RESET, Outcome.CLOSED, Outcome.ABANDONED);
                assertThat(stamps).extracting(RequestStamps::tokens).containsExactly(16, 2, 3, 1);
                assertThat(stamps).extracting(one -> one.connection().index()).containsExactly(0, 1, 2, 3);
                assertThat(stamps)
                        .extracting(one -> one.connection().clientPort())
                        .containsExactly(ports[0], ports[1], ports[2], ports[3]);
                assertThat(StampFile.read(folder.resolve("stamps.jsonl"))).isEqualTo(stamps);
            }
        }
    }
}
