package dev.llmbench.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.simulator.ModelledServer.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelledServerTest {
    private static final Settings FAST = Settings.defaults()
            .decode(Duration.ofMillis(1), Duration.ZERO)
            .prefill(Duration.ofMillis(1), Duration.ZERO)
            .maxModelLength(2048);

    private ModelledServer server = ModelledServer.start(FAST);

    @AfterEach
    void close() {
        server.close();
    }

    private void restart(Settings settings) {
        server.close();
        server = ModelledServer.start(settings);
    }

    private String sized(String path, String body) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.post(path, body).readSized();
        }
    }

    private String streamed(String path, String body) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.post(path, body).readChunked();
        }
    }

    private String got(String path, String... headers) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.get(path, headers).readSized();
        }
    }

    private static long count(String text, String wanted) {
        return Pattern.compile(Pattern.quote(wanted)).matcher(text).results().count();
    }

    @Nested
    class AStream {
        @Test
        void of_a_chat_has_the_bytes_of_vllm() throws IOException {
            String answer = streamed(
                    "/v1/chat/completions",
                    "{\"model\":\"simulated-8b\",\"stream\":true,\"max_tokens\":3,\"ignore_eos\":true,"
                            + "\"messages\":[{\"role\":\"user\",\"content\":\"two words\"}],"
                            + "\"stream_options\":{\"include_usage\":true}}");

            assertThat(answer.replaceAll("chatcmpl-[0-9a-f]{32}", "ID")
                            .replaceAll("\"created\":\\d+", "\"created\":0")
                            .replaceAll("\"content\":\" [a-z]+\"", "\"content\":\" w\""))
                    .isEqualTo("HTTP/1.1 200 OK\r\nx-llmbench-simulated: modelled\r\n"
                            + "content-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n"
                            + chunk("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},"
                                    + "\"logprobs\":null,\"finish_reason\":null}],\"prompt_token_ids\":null}")
                            + chunk("{\"index\":0,\"delta\":{\"content\":\" w\"},\"logprobs\":null,"
                                            + "\"finish_reason\":null,\"token_ids\":null}]}")
                                    .repeat(2)
                            + chunk("{\"index\":0,\"delta\":{\"content\":\" w\"},\"logprobs\":null,"
                                    + "\"finish_reason\":\"length\",\"stop_reason\":null,\"token_ids\":null}]}")
                            + chunk("],\"usage\":{\"prompt_tokens\":7,\"total_tokens\":10,\"completion_tokens\":3}}")
                            + "data: [DONE]\n\n");
        }

        private String chunk(String rest) {
            return "data: {\"id\":\"ID\",\"object\":\"chat.completion.chunk\",\"created\":0,\"model\":\"simulated-8b\","
                    + "\"choices\":[" + rest + "\n\n";
        }

        @Test
        void of_a_completion_takes_token_ids_and_counts_on_every_chunk() throws IOException {
            String answer = streamed(
                    "/v1/completions",
                    "{\"stream\":true,\"max_tokens\":12,\"ignore_eos\":true,\"prompt\":[5,6,7],"
                            + "\"stream_options\":{\"continuous_usage_stats\":true}}");

            assertThat(count(answer, "\"text\":\" ")).isEqualTo(12);
            for (int i = 1; i <= 12; i++) {
                assertThat(answer)
                        .contains("\"usage\":{\"prompt_tokens\":3,\"total_tokens\":" + (3 + i)
                                + ",\"completion_tokens\":" + i + "}}\n\n");
            }
            assertThat(answer).doesNotContain("\"choices\":[],");
        }

        @Test
        void has_the_same_answer_for_the_same_prompt_and_seed() throws IOException {
            String ask = "{\"prompt\":\"once upon a time\",\"max_tokens\":200,\"stream\":true}";
            Pattern text = Pattern.compile("\"text\":\"( [a-z]+)\"");

            var first = text.matcher(streamed("/v1/completions", ask))
                    .results()
                    .map(one -> one.group(1))
                    .toList();
            restart(FAST);
            var second = text.matcher(streamed("/v1/completions", ask))
                    .results()
                    .map(one -> one.group(1))
                    .toList();

            assertThat(second).isEqualTo(first).hasSizeBetween(60, 199);
        }
    }

    @Nested
    class AWholeAnswer {
        @Test
        void has_as_many_tokens_as_its_usage_says() throws IOException {
            String answer = sized("/v1/completions", "{\"prompt\":\"a b c\",\"max_tokens\":9,\"min_tokens\":9}");

            assertThat(answer)
                    .contains("x-llmbench-simulated: modelled")
                    .contains("\"usage\":{\"prompt_tokens\":3,\"total_tokens\":12,\"completion_tokens\":9}")
                    .containsPattern("\"text\":\"( [a-z]+){9}\"");
        }

        @Test
        void of_a_completion_without_a_limit_has_sixteen_tokens() throws IOException {
            assertThat(sized("/v1/completions", "{\"prompt\":\"a\",\"ignore_eos\":true}"))
                    .contains("\"completion_tokens\":16}", "\"finish_reason\":\"length\"");
        }
    }

    @Nested
    class ARequestThatCannotBeServed {
        @Test
        void for_another_model_is_not_found() throws IOException {
            assertThat(sized("/v1/completions", "{\"model\":\"X\",\"prompt\":\"a\"}"))
                    .startsWith("HTTP/1.1 404")
                    .contains("x-llmbench-simulated: modelled")
                    .endsWith("{\"error\":{\"message\":\"The model `X` does not exist.\",\"type\":\"NotFoundError\","
                            + "\"param\":\"model\",\"code\":404}}");
        }

        @Test
        void is_refused_as_vllm_does() throws IOException {
            assertThat(sized("/v1/completions", "{\"prompt\":\"a\",\"max_tokens\":2048}"))
                    .startsWith("HTTP/1.1 400")
                    .contains("maximum context length is 2048 tokens. However, you requested 2049 tokens");
            assertThat(sized("/v1/completions", "{nonsense"))
                    .startsWith("HTTP/1.1 400")
                    .contains("JSON decode error");
            assertThat(sized("/v1/completions", "{\"prompt\":\"a\",\"stream_options\":{}}"))
                    .contains("Stream options can only be defined when `stream=True`.");
            assertThat(sized("/v1/completions", "{\"prompt\":\"a\",\"max_tokens\":0}"))
                    .startsWith("HTTP/1.1 400")
                    .contains("max_tokens must be an integer of at least 1, got 0.");
            assertThat(sized("/v1/chat/completions", "{}"))
                    .startsWith("HTTP/1.1 400")
                    .contains("messages");
            assertThat(sized("/nothing", "{}")).startsWith("HTTP/1.1 404");
            assertThat(got("/v1/completions")).startsWith("HTTP/1.1 405");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"prompt":[99999999999]}                              | one array of token ids
                {"prompt":"a","min_tokens":50000}                     | max_tokens=16, got 50000
                {"prompt":"a","max_tokens":9,"min_tokens":10}         | max_tokens=9, got 10
                {"prompt":"a","max_tokens":2147483647}                | you requested 2147483648 tokens
                """)
        void with_impossible_numbers_is_refused_in_words(String body, String words) throws IOException {
            assertThat(sized("/v1/completions", body))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"error\":{\"message\":\"", words);
        }

        @Test
        void without_the_key_is_unauthorised() throws IOException {
            restart(FAST.apiKey("canary"));

            assertThat(got("/v1/models"))
                    .startsWith("HTTP/1.1 401")
                    .endsWith("{\"error\":\"Unauthorized\"}")
                    .contains("x-llmbench-simulated: modelled");
            assertThat(got("/v1/models", "Authorization: Bearer canary")).startsWith("HTTP/1.1 200");
            assertThat(got("/health")).startsWith("HTTP/1.1 200");
            assertThat(server.settings().toString()).doesNotContain("canary");
        }
    }

    @Nested
    class Control {
        @Test
        void tells_a_version_that_is_not_its_name_again() throws IOException {
            assertThat(got("/version")).contains("\"version\":\"").doesNotContain("llmbench-simulator");
        }

        @Test
        void lists_the_model_as_simulated() throws IOException {
            assertThat(got("/v1/models"))
                    .contains("x-llmbench-simulated: modelled")
                    .contains("\"id\":\"simulated-8b\"", "\"owned_by\":\"llmbench-simulator\"", "\"simulated\":true")
                    .contains("\"max_model_len\":2048");
        }

        @Test
        void tokenizes_as_the_usage_counts() throws IOException {
            assertThat(sized("/tokenize", "{\"prompt\":\"wonderful world\"}")).contains("{\"count\":3,");
            assertThat(sized("/tokenize", "{\"messages\":[{\"role\":\"user\",\"content\":\"two words\"}]}"))
                    .contains("{\"count\":7,\"max_model_len\":2048,\"tokens\":[0,1,2,3,4,");
        }

        @Test
        void counts_tokens_in_its_metrics() throws IOException {
            sized("/v1/completions", "{\"prompt\":\"a b c\",\"max_tokens\":9,\"ignore_eos\":true}");

            assertThat(got("/metrics"))
                    .contains("vllm:prompt_tokens_total{engine=\"0\",model_name=\"simulated-8b\"} 3.0")
                    .contains("vllm:generation_tokens_total{engine=\"0\",model_name=\"simulated-8b\"} 9.0")
                    .contains("vllm:num_requests_running{engine=\"0\",model_name=\"simulated-8b\"} 0.0");
        }
    }

    @Nested
    class ACacheOfPrefixes {
        @Test
        void is_told_in_usage_and_metrics() throws IOException {
            restart(FAST.cache(4096, true));
            String ask = "{\"prompt\":\"" + "word ".repeat(40) + "\",\"max_tokens\":1}";
            sized("/v1/completions", ask);

            assertThat(sized("/v1/completions", ask))
                    .contains("\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":32}}");
            assertThat(got("/metrics"))
                    .contains("vllm:prefix_cache_queries_total{engine=\"0\",model_name=\"simulated-8b\"} 80.0")
                    .contains("vllm:prefix_cache_hits_total{engine=\"0\",model_name=\"simulated-8b\"} 32.0")
                    .contains("vllm:kv_cache_usage_perc{engine=\"0\",model_name=\"simulated-8b\"} 0.0")
                    .contains("vllm:num_preemptions_total{engine=\"0\",model_name=\"simulated-8b\"} 0.0");
        }
    }

    @Nested
    class AClientThatLeaves {
        /** So slow that no answer ends by itself while a test lasts. */
        private static final Settings SLOW = FAST.maxSequences(1).decode(Duration.ofMillis(200), Duration.ZERO);

        private static final String LONG_ANSWER = "{\"prompt\":\"a\",\"max_tokens\":2000,\"stream\":true}";

        @Test
        void frees_its_place_in_the_batch() throws IOException {
            restart(SLOW);
            try (var leaving = new RawClient(server.port())) {
                leaving.post("/v1/completions", LONG_ANSWER).readHead();
            }

            awaitIdle();
        }

        @Test
        void frees_its_place_when_it_sends_what_is_no_request_instead_of_waiting() throws IOException {
            restart(SLOW);
            try (var client = new RawClient(server.port())) {
                client.post("/v1/completions", LONG_ANSWER).readHead();
                client.send("what is this\r\n\r\n");

                assertThat(client.readToEnd()).doesNotContain("HTTP/1.1");
                awaitIdle();
            }
        }

        @Test
        void frees_its_place_when_it_asks_on_and_on_without_waiting_for_answers() throws IOException {
            restart(SLOW);
            try (var client = new RawClient(server.port())) {
                client.post("/v1/completions", LONG_ANSWER).readHead();
                client.send("GET /health HTTP/1.1\r\nhost: localhost\r\n\r\n".repeat(100));

                awaitIdle();
            }
        }

        private void awaitIdle() {
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(got("/metrics"))
                            .contains("num_requests_running{engine=\"0\",model_name=\"simulated-8b\"} 0.0"));
        }
    }

    @Nested
    class Time {
        @Test
        void between_tokens_is_the_decode_step_without_drift() throws IOException {
            restart(FAST.decode(Duration.ofMillis(5), Duration.ZERO));
            String ask = "{\"prompt\":\"a\",\"max_tokens\":101,\"ignore_eos\":true,\"stream\":true}";
            streamed("/v1/completions", ask);

            long shortest = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) { // what a busy machine adds to one of them is not the server's doing
                long start = System.nanoTime();
                streamed("/v1/completions", ask);
                shortest = Math.min(shortest, System.nanoTime() - start);
            }

            // prefill 1 ms, 100 decodes of 5 ms
            assertThat(Duration.ofNanos(shortest)).isBetween(Duration.ofMillis(501), Duration.ofMillis(600));
        }
    }

    @Nested
    class TheServer {
        @Test
        void lets_a_thread_wait_for_its_close_and_closes_once() throws InterruptedException {
            var waited = new CountDownLatch(1);
            var thread = new Thread(() -> {
                try {
                    server.awaitClose();
                    waited.countDown();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();

            server.close();
            server.close();

            assertThat(waited.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Nested
    class SettingsThatMakeNoSense {
        @Test
        void are_refused_by_name_and_value() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FAST.port(70_000))
                    .withMessageContaining("70000");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FAST.maxSequences(0))
                    .withMessage("maxSequences must be at least 1, but was 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FAST.decode(Duration.ofMillis(-1), Duration.ZERO))
                    .withMessageContaining("decode base");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FAST.cache(1000, false))
                    .withMessage("maxModelLength must fit into the cache of 992 tokens, but was 2048");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FAST.model(" "))
                    .withMessageContaining("model");
        }
    }
}
