package dev.llmbench.simulator;

import static dev.llmbench.simulator.FaceClient.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The bytes of Ollama's routes. */
class OllamaFaceTest {
    private static final String OPENING = "{\"model\":\"simulated-8b\",\"created_at\":\"T\",";
    private static final String TIMES = "\"total_duration\":0,\"prompt_eval_count\":7,\"prompt_eval_duration\":0,";

    private final FaceClient server = new FaceClient(EngineFace.OLLAMA);

    @AfterEach
    void close() {
        server.close();
    }

    @Nested
    class ItsOwnRoutes {
        @Test
        void stream_a_line_a_token_unless_told_otherwise() throws IOException {
            String answer = server.post(
                    "/api/generate",
                    "{\"model\":\"simulated-8b\",\"prompt\":\"two words\",\"options\":{\"num_predict\":1}}");

            assertThat(answer)
                    .startsWith("HTTP/1.1 200 OK\r\nx-llmbench-simulated: modelled\r\n")
                    .contains("\r\ncontent-type: application/x-ndjson\r\n");
            assertThat(body(answer))
                    .isEqualTo(OPENING + "\"response\":\" w\",\"done\":false}\n" + OPENING
                            + "\"response\":\"\",\"done\":true,\"done_reason\":\"length\"," + TIMES
                            + "\"eval_count\":1,\"eval_duration\":0}\n");
        }

        @Test
        void put_the_text_of_a_chat_into_a_message() throws IOException {
            String answer = server.post(
                    "/api/chat",
                    "{\"model\":\"simulated-8b:latest\",\"messages\":[{\"role\":\"user\",\"content\":\"two words\"}],"
                            + "\"options\":{\"num_predict\":1},\"stream\":false}");

            assertThat(body(answer))
                    .isEqualTo("{\"model\":\"simulated-8b:latest\",\"created_at\":\"T\",\"message\":{\"role\":"
                            + "\"assistant\",\"content\":\" w\"},\"done\":true,\"done_reason\":\"length\"," + TIMES
                            + "\"eval_count\":1,\"eval_duration\":0}");
        }

        @Test
        void cap_an_answer_and_never_force_its_length() throws IOException {
            String answer = server.post(
                    "/api/generate",
                    "{\"model\":\"simulated-8b\",\"prompt\":\"tell\",\"options\":{\"num_predict\":100,"
                            + "\"ignore_eos\":true}}");
            long lines = body(answer).lines().count() - 1;

            assertThat(lines).isBetween(30L, 99L);
            assertThat(answer).contains("\"done_reason\":\"stop\"", "\"eval_count\":" + lines + ",");
        }

        @Test
        void end_an_answer_where_the_context_ends() throws IOException {
            String prompt = "word ".repeat(2_040);

            String answer = server.post(
                    "/api/generate",
                    "{\"model\":\"simulated-8b\",\"prompt\":\"" + prompt + "\",\"options\":{\"num_predict\":500}}");

            assertThat(answer).containsPattern("\"prompt_eval_count\":2045,.*\"eval_count\":[1-3],");
        }

        @Test
        void load_and_unload_without_a_prompt() throws IOException {
            assertThat(body(server.post("/api/generate", "{\"model\":\"simulated-8b\",\"keep_alive\":-1}")))
                    .isEqualTo(OPENING + "\"response\":\"\",\"done\":true,\"done_reason\":\"load\"}");
            assertThat(server.post("/api/generate", "{\"model\":\"simulated-8b\",\"keep_alive\":0}"))
                    .contains("\"done_reason\":\"unload\"");
        }

        @Test
        void know_no_other_model() throws IOException {
            assertThat(server.post("/api/chat", "{\"model\":\"x\",\"messages\":[]}"))
                    .startsWith("HTTP/1.1 404")
                    .endsWith("{\"error\":\"model 'x' not found\"}");
        }
    }

    @Nested
    class AnOpenAiStream {
        @Test
        void of_a_chat_has_the_role_with_its_first_token() throws IOException {
            String chunk = "data: {\"id\":\"chatcmpl-N\",\"object\":\"chat.completion.chunk\",\"created\":0,"
                    + "\"model\":\"simulated-8b\",\"system_fingerprint\":\"fp_ollama\",\"choices\":[";

            assertThat(body(server.post(
                            "/v1/chat/completions",
                            "{\"model\":\"simulated-8b\",\"stream\":true,\"max_tokens\":1,"
                                    + "\"messages\":[{\"role\":\"user\",\"content\":\"two words\"}],"
                                    + "\"stream_options\":{\"include_usage\":true}}")))
                    .isEqualTo(chunk
                            + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\" w\"},"
                            + "\"finish_reason\":null}]}\n\n" + chunk
                            + "{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\n" + chunk
                            + "],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1,\"total_tokens\":8}}\n\n"
                            + "data: [DONE]\n\n");
        }

        @Test
        void of_a_completion_has_a_usage_of_zeros_with_every_token() throws IOException {
            String chunk = "data: {\"id\":\"cmpl-N\",\"object\":\"text_completion\",\"created\":0,\"choices\":[";
            String model = "],\"model\":\"simulated-8b\",\"system_fingerprint\":\"fp_ollama\"";
            String zeros = ",\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}}\n\n";

            assertThat(body(server.post(
                            "/v1/completions",
                            "{\"model\":\"simulated-8b\",\"stream\":true,\"max_tokens\":1,\"prompt\":\"two words\","
                                    + "\"stream_options\":{\"include_usage\":true,\"continuous_usage_stats\":true}}")))
                    .isEqualTo(chunk + "{\"text\":\" w\",\"index\":0,\"finish_reason\":null}" + model + zeros + chunk
                            + "{\"text\":\"\",\"index\":0,\"finish_reason\":\"length\"}" + model + zeros + chunk + model
                            + ",\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":1,\"total_tokens\":8}}\n\n"
                            + "data: [DONE]\n\n");
        }

        @Test
        void takes_no_token_ids_and_no_other_model() throws IOException {
            assertThat(server.post("/v1/completions", "{\"model\":\"simulated-8b\",\"prompt\":[1,2]}"))
                    .startsWith("HTTP/1.1 400")
                    .contains("\"type\":\"invalid_request_error\",\"param\":null,\"code\":null}}");
            assertThat(server.post("/v1/completions", "{\"model\":\"x\",\"prompt\":\"a\"}"))
                    .startsWith("HTTP/1.1 404")
                    .contains("{\"error\":{\"message\":\"model 'x' not found\",\"type\":\"not_found_error\"");
        }
    }

    @Nested
    class Control {
        @Test
        void tells_that_it_runs_and_with_which_models() throws IOException {
            assertThat(server.get("/")).endsWith("Ollama is running");
            assertThat(server.get("/api/version")).contains("{\"version\":\"", "\"simulated\":true");
            assertThat(server.get("/api/tags")).contains("{\"models\":[{\"name\":\"simulated-8b\"");
            assertThat(server.get("/api/ps")).contains("\"context_length\":2048");
            assertThat(server.get("/v1/models")).contains("\"id\":\"simulated-8b\"", "\"simulated\":true");
            assertThat(server.get("/metrics")).startsWith("HTTP/1.1 404").contains("x-llmbench-simulated: modelled");
        }

        @Test
        void knows_no_keys() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelledServer.Settings.defaults()
                            .face(EngineFace.OLLAMA)
                            .apiKey("key"))
                    .withMessageContaining("Ollama asks for no key");
        }
    }
}
