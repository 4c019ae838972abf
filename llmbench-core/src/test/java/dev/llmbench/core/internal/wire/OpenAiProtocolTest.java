package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import dev.llmbench.api.JsonFields;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import dev.llmbench.api.spi.WireRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OpenAiProtocolTest {
    private static final WireProtocol CHAT = new OpenAiChatProtocol();
    private static final WireProtocol COMPLETIONS = new OpenAiCompletionsProtocol();
    private static final Prompt WORDS = new Prompt.Text("Say \"hü\"");

    private static Ask ask(Prompt prompt, JsonFields bodyFields, String... dropped) {
        return new Ask("m", prompt, 8, true, true, true, 0, bodyFields, Set.of(dropped));
    }

    private static String body(WireProtocol protocol, Ask ask) {
        return new String(protocol.encode(ask).body(), StandardCharsets.UTF_8);
    }

    @Test
    void asks_for_a_chat_of_exact_length() {
        WireRequest request = CHAT.encode(ask(WORDS, JsonFields.none()));

        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers()).containsExactly(Map.entry("Accept", "text/event-stream"));
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Say \\\"hü\\\"\"}],"
                        + "\"max_tokens\":8,\"min_tokens\":8,\"ignore_eos\":true,\"temperature\":0.0,\"stream\":true,"
                        + "\"stream_options\":{\"include_usage\":true,\"continuous_usage_stats\":true}}");
    }

    @Test
    void asks_for_a_document_without_what_belongs_to_streams() {
        Ask ask = new Ask("m", WORDS, 8, false, false, true, 0.7, JsonFields.none(), Set.of());

        WireRequest request = COMPLETIONS.encode(ask);

        assertThat(request.path()).isEqualTo("/v1/completions");
        assertThat(request.headers()).containsExactly(Map.entry("Accept", "application/json"));
        assertThat(new String(request.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"model\":\"m\",\"prompt\":\"Say \\\"hü\\\"\",\"max_tokens\":8,\"temperature\":0.7,"
                        + "\"stream\":false}");
    }

    @Test
    void sends_token_ids_to_completions_only() {
        Prompt ids = new Prompt.TokenIds(1, 2, 30_000);

        assertThat(body(COMPLETIONS, ask(ids, JsonFields.none()))).contains("\"prompt\":[1,2,30000]");
        assertThat(COMPLETIONS.capabilities().tokenIds()).isTrue();
        assertThat(CHAT.capabilities().tokenIds()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CHAT.encode(ask(ids, JsonFields.none())))
                .withMessageContaining("token ids")
                .withMessageContaining("openai-completions");
    }

    @Test
    void sends_messages_to_both() {
        Prompt messages = new Prompt.Messages(
                List.of(new Prompt.Message("system", "Be short."), new Prompt.Message("user", "Why?")));

        assertThat(body(CHAT, ask(messages, JsonFields.none())))
                .contains("\"messages\":[{\"role\":\"system\",\"content\":\"Be short.\"},"
                        + "{\"role\":\"user\",\"content\":\"Why?\"}]");
        assertThat(body(COMPLETIONS, ask(messages, JsonFields.none()))).contains("\"prompt\":\"Be short.\\n\\nWhy?\"");
    }

    @Test
    void leaves_out_what_the_server_refuses() {
        assertThat(body(CHAT, ask(WORDS, JsonFields.none(), "min_tokens", "continuous_usage_stats")))
                .contains("\"ignore_eos\":true", "\"stream_options\":{\"include_usage\":true}}")
                .doesNotContain("min_tokens");
        assertThat(body(CHAT, ask(WORDS, JsonFields.none(), "stream_options", "ignore_eos")))
                .contains("\"min_tokens\":8")
                .doesNotContain("stream_options", "ignore_eos");
        assertThat(CHAT.capabilities().optionalFields())
                .containsExactly("continuous_usage_stats", "min_tokens", "ignore_eos", "stream_options");
    }

    @Test
    void lets_body_fields_win() {
        JsonFields fields = JsonFields.none()
                .with("temperature", new BigDecimal("0.25"))
                .with("ignore_eos", false)
                .with("chat_template_kwargs", Map.of("deep", List.of(1L, "a", true)));

        assertThat(body(CHAT, ask(WORDS, fields, "ignore_eos")))
                .containsOnlyOnce("\"temperature\":0.25")
                .containsOnlyOnce("\"ignore_eos\":false")
                .endsWith("\"chat_template_kwargs\":{\"deep\":[1,\"a\",true]}}")
                .doesNotContain("0.0");
    }

    @Test
    void sends_one_limit_when_the_plan_gives_it_under_its_newer_name() {
        assertThat(body(CHAT, ask(WORDS, JsonFields.none().with("max_completion_tokens", 9))))
                .contains("\"max_completion_tokens\":9")
                .doesNotContain("max_tokens");
    }

    @Test
    void never_writes_an_unresolved_secret() {
        JsonFields fields = JsonFields.none().with("key", SecretRef.env("SOME_NAME"));

        assertThatIllegalStateException()
                .isThrownBy(() -> CHAT.encode(ask(WORDS, fields)))
                .withMessageContaining("'key'")
                .withMessageNotContaining("SOME_NAME");
    }

    @Test
    void is_found_by_its_id() {
        assertThat(ServiceLoader.load(WireProtocolFactory.class))
                .extracting(WireProtocolFactory::id, factory -> factory.create().id())
                .contains(tuple("openai-chat", "openai-chat"), tuple("openai-completions", "openai-completions"));
    }
}
