package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.JsonFields;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is sent on the engines' own routes. */
class NativeProtocolsTest {
    private static final Prompt TEXT = new Prompt.Text("Why?");
    private static final Prompt IDS = new Prompt.TokenIds(1, 2, 3);
    private static final Prompt CHAT = new Prompt.Messages(List.of(new Prompt.Message("system", "Be brief.")));

    private static String body(WireProtocol protocol, Prompt prompt, JsonFields fields, Set<String> dropped) {
        var request = protocol.encode(new Ask("m", prompt, 7, true, true, false, 0, fields, dropped));
        return request.path() + " " + new String(request.body(), StandardCharsets.UTF_8);
    }

    private static String body(WireProtocol protocol, Prompt prompt) {
        return body(protocol, prompt, JsonFields.none(), Set.of());
    }

    @Test
    void are_found_by_their_ids() {
        assertThat(ServiceLoader.load(WireProtocolFactory.class))
                .extracting(WireProtocolFactory::id)
                .contains("sglang", "ollama-generate", "ollama-chat");
    }

    @Nested
    class OfSglang {
        private final WireProtocol protocol = new SglangProtocol();

        @Test
        void take_text_or_token_ids_and_force_the_length() {
            assertThat(body(protocol, TEXT))
                    .isEqualTo("/generate {\"text\":\"Why?\",\"sampling_params\":{\"max_new_tokens\":7,"
                            + "\"min_new_tokens\":7,\"ignore_eos\":true,\"temperature\":0.0},\"stream\":true}");
            assertThat(body(protocol, IDS)).startsWith("/generate {\"input_ids\":[1,2,3],");
        }

        @Test
        void leave_out_what_the_server_refuses() {
            assertThat(body(protocol, TEXT, JsonFields.none(), Set.of("min_new_tokens", "ignore_eos")))
                    .contains("{\"max_new_tokens\":7,\"temperature\":0.0}");
        }

        @Test
        void merge_the_author_s_sampling_parameters_with_their_own() {
            JsonFields fields = JsonFields.none().with("rid", "x").with("sampling_params", Map.of("temperature", 1));

            assertThat(body(protocol, TEXT, fields, Set.of()))
                    .endsWith("\"sampling_params\":{\"max_new_tokens\":7,\"min_new_tokens\":7,\"ignore_eos\":true,"
                            + "\"temperature\":1},\"stream\":true,\"rid\":\"x\"}");
        }

        @Test
        void know_no_conversation() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> body(protocol, CHAT))
                    .withMessageContaining("choose openai-chat");
        }
    }

    @Nested
    class OfOllama {
        @Test
        void put_length_and_temperature_into_options() {
            assertThat(body(new OllamaGenerateProtocol(), TEXT))
                    .isEqualTo("/api/generate {\"model\":\"m\",\"prompt\":\"Why?\",\"stream\":true,"
                            + "\"options\":{\"num_predict\":7,\"temperature\":0.0}}");
        }

        @Test
        void send_a_conversation_on_the_chat_route() {
            assertThat(body(new OllamaChatProtocol(), CHAT))
                    .startsWith("/api/chat {\"model\":\"m\",\"messages\":[{\"role\":\"system\","
                            + "\"content\":\"Be brief.\"}],");
            assertThat(body(new OllamaChatProtocol(), TEXT)).contains("{\"role\":\"user\",\"content\":\"Why?\"}");
        }

        @Test
        void merge_the_author_s_options_with_their_own() {
            JsonFields fields = JsonFields.none().with("keep_alive", -1).with("options", Map.of("num_ctx", 8192));

            assertThat(body(new OllamaGenerateProtocol(), TEXT, fields, Set.of()))
                    .endsWith("\"options\":{\"num_predict\":7,\"temperature\":0.0,\"num_ctx\":8192},"
                            + "\"keep_alive\":-1}");
        }

        @Test
        void can_not_send_token_ids() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> body(new OllamaGenerateProtocol(), IDS))
                    .withMessageContaining("Ollama takes text only");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> body(new OllamaChatProtocol(), IDS))
                    .withMessageContaining("Ollama takes text only");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> body(new OllamaGenerateProtocol(), CHAT))
                    .withMessageContaining("choose ollama-chat");
        }
    }
}
