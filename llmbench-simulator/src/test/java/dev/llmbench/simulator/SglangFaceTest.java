package dev.llmbench.simulator;

import static dev.llmbench.simulator.FaceClient.body;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The bytes of SGLang's routes. */
class SglangFaceTest {
    private final FaceClient server = new FaceClient(EngineFace.SGLANG);

    @AfterEach
    void close() {
        server.close();
    }

    @Nested
    class ItsOwnRoute {
        private static final String META = "\"prompt_tokens\":3,\"weight_version\":\"default\",\"completion_tokens\":";

        @Test
        void streams_the_whole_answer_so_far_with_its_count() throws IOException {
            String answer = server.post(
                    "/generate",
                    "{\"input_ids\":[5,6,7],\"sampling_params\":{\"max_new_tokens\":2,\"ignore_eos\":true},"
                            + "\"stream\":true}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 200 OK\r\nx-llmbench-simulated: modelled\r\n")
                    .contains("\r\ncontent-type: text/event-stream; charset=utf-8\r\n");
            assertThat(body(answer).replaceAll("\\[[0-9,]+]", "[IDS]"))
                    .matches("(?s)data: \\{\"text\":\" w\",\"output_ids\":\\[IDS],\"meta_info\":\\{\"id\":\"ID\","
                            + "\"finish_reason\":null," + META + "1,\"cached_tokens\":0}}\n\n"
                            + "data: \\{\"text\":\"( [a-z]+){2}\",\"output_ids\":\\[IDS],\"meta_info\":\\{\"id\":\"ID\","
                            + "\"finish_reason\":\\{\"type\":\"length\",\"length\":2}," + META
                            + "2,\"cached_tokens\":0,\"e2e_latency\":0}}\n\ndata: \\[DONE]\n\n");
        }

        @Test
        void tells_what_was_cached_of_the_second_of_two_prompts() throws IOException {
            String ask = "{\"text\":\"" + "word ".repeat(40) + "\",\"sampling_params\":{\"max_new_tokens\":1}}";
            server.post("/generate", ask);

            assertThat(server.post("/generate", ask)).contains("\"prompt_tokens\":40", "\"cached_tokens\":32");
            assertThat(server.post("/flush_cache", ""))
                    .startsWith("HTTP/1.1 200")
                    .contains("Cache flushed.");
            assertThat(server.post("/generate", ask)).contains("\"cached_tokens\":0");
        }

        @Test
        void refuses_what_is_no_prompt() throws IOException {
            assertThat(server.post("/generate", "{\"stream\":true}"))
                    .startsWith("HTTP/1.1 400")
                    .contains("{\"error\":{\"message\":\"Either text or input_ids should be provided");
        }
    }

    @Nested
    class AnOpenAiStream {
        @Test
        void of_a_chat_ends_with_a_chunk_that_has_only_the_reason() throws IOException {
            String chunk = "data: {\"id\":\"ID\",\"object\":\"chat.completion.chunk\",\"created\":0,"
                    + "\"model\":\"simulated-8b\",\"choices\":[";
            String none = "\"logprobs\":null,\"finish_reason\":null,\"matched_stop\":null}]}\n\n";

            assertThat(body(server.post(
                            "/v1/chat/completions",
                            "{\"stream\":true,\"max_tokens\":2,\"ignore_eos\":true,"
                                    + "\"messages\":[{\"role\":\"user\",\"content\":\"two words\"}],"
                                    + "\"stream_options\":{\"include_usage\":true}}")))
                    .isEqualTo(chunk
                            + "{\"index\":0,\"delta\":{\"reasoning_content\":null,\"role\":\"assistant\","
                            + "\"content\":\"\"}," + none
                            + (chunk + "{\"index\":0,\"delta\":{\"reasoning_content\":null,\"content\":\" w\"}," + none)
                                    .repeat(2)
                            + chunk + "{\"index\":0,\"delta\":{\"reasoning_content\":null},\"logprobs\":null,"
                            + "\"finish_reason\":\"length\",\"matched_stop\":null}]}\n\n"
                            + chunk + "],\"usage\":{\"prompt_tokens\":7,\"total_tokens\":9,\"completion_tokens\":2,"
                            + "\"reasoning_tokens\":0,\"prompt_tokens_details\":{\"cached_tokens\":0}}}\n\n"
                            + "data: [DONE]\n\n");
        }

        @Test
        void of_a_completion_has_a_usage_of_null_with_every_token() throws IOException {
            String chunk = "data: {\"id\":\"ID\",\"object\":\"text_completion\",\"created\":0,"
                    + "\"model\":\"simulated-8b\",\"choices\":[{\"index\":0,\"text\":\" w\",\"logprobs\":null,";

            assertThat(body(server.post(
                            "/v1/completions",
                            "{\"stream\":true,\"max_tokens\":2,\"ignore_eos\":true,\"prompt\":\"two words\"}")))
                    .isEqualTo(chunk + "\"finish_reason\":null,\"matched_stop\":null}],\"usage\":null}\n\n" + chunk
                            + "\"finish_reason\":\"length\",\"matched_stop\":null}],\"usage\":null}\n\n"
                            + "data: [DONE]\n\n");
        }

        @Test
        void that_is_refused_has_a_flat_error() throws IOException {
            assertThat(server.post("/v1/completions", "{\"prompt\":\"a\",\"max_tokens\":0}"))
                    .startsWith("HTTP/1.1 400")
                    .contains(
                            "{\"object\":\"error\",\"message\":\"max_tokens must be an integer of at least 1, got 0.\","
                                    + "\"type\":\"BadRequestError\",\"param\":null,\"code\":400}");
        }
    }

    @Nested
    class Control {
        @Test
        void tells_model_server_and_health() throws IOException {
            assertThat(server.get("/get_model_info")).contains("\"model_path\":\"simulated-8b\"", "\"simulated\":true");
            assertThat(server.get("/get_server_info"))
                    .contains("\"context_length\":2048", "\"max_total_num_tokens\":4096", "\"version\":\"");
            assertThat(server.get("/health")).startsWith("HTTP/1.1 200");
            assertThat(server.get("/v1/models")).contains("\"id\":\"simulated-8b\"", "\"simulated\":true");
            assertThat(server.get("/nothing")).startsWith("HTTP/1.1 404");
            assertThat(server.get("/generate")).startsWith("HTTP/1.1 405");
        }

        @Test
        void asks_for_the_key_everywhere_but_for_health_and_metrics() throws IOException {
            var settings =
                    ModelledServer.Settings.defaults().face(EngineFace.SGLANG).apiKey("canary");
            try (var guarded = new FaceClient(settings)) {
                assertThat(guarded.get("/get_model_info")).startsWith("HTTP/1.1 401");
                assertThat(guarded.get("/get_model_info", "Authorization: Bearer canary"))
                        .startsWith("HTTP/1.1 200");
                assertThat(guarded.get("/health")).startsWith("HTTP/1.1 200");
                assertThat(guarded.get("/metrics")).contains("sglang:num_running_reqs");
            }
        }
    }
}
