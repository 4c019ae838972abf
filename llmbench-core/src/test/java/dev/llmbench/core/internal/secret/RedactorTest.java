package dev.llmbench.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.SecretRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactorTest {
    private static final String LABEL = "[secret env:KEY]";

    private static Redactor of(String value) {
        return Redactor.of(Map.of(SecretRef.env("KEY"), value));
    }

    @Test
    void leaves_a_text_without_secrets_alone() {
        assertThat(of("canary").redact("nothing here")).isEqualTo("nothing here");
        assertThat(Redactor.none().redact("canary")).isEqualTo("canary");
    }

    @Test
    void replaces_a_bearer_token() {
        assertThat(of("canary").redact("sent 'Bearer canary' twice: canary"))
                .isEqualTo("sent 'Bearer " + LABEL + "' twice: " + LABEL);
    }

    @Test
    void does_not_search_its_own_replacements() {
        Redactor redactor = Redactor.of(Map.of(SecretRef.env("KEY"), "canary", SecretRef.env("OTHER"), "secret env"));

        assertThat(redactor.redact("canary")).isEqualTo(LABEL);
    }

    @Test
    void replaces_the_longer_of_two_secrets_that_begin_alike() {
        Redactor redactor = Redactor.of(Map.of(SecretRef.env("KEY"), "canary", SecretRef.env("LONGER"), "canary-long"));

        assertThat(redactor.redact("canary-long canary")).isEqualTo("[secret env:LONGER] " + LABEL);
    }

    @Test
    void replaces_the_beginning_of_a_secret_at_which_a_text_was_cut() {
        assertThat(of("canary-key-1234").redact("wrong key canary-key…")).isEqualTo("wrong key " + LABEL + "…");
        assertThat(of("canary-key-1234").redact("wrong key canary-ke")).isEqualTo("wrong key " + LABEL);
        assertThat(of("canary-key-1234").redact("no JSON: 'canary-key…' in line 1"))
                .isEqualTo("no JSON: '" + LABEL + "…' in line 1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void finds_every_form_of_any_value(long seed) {
        Random random = new Random(seed);
        List<UnaryOperator<String>> forms = List.of(
                value -> value,
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8),
                value -> URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"),
                value -> JsonMapper.shared().writeValueAsString(value),
                value -> base64(Base64.getEncoder(), value),
                value -> base64(Base64.getUrlEncoder().withoutPadding(), value),
                value -> base64(Base64.getEncoder(), "Bearer " + value),
                value -> base64(Base64.getEncoder(), "me:" + value + " and more"),
                value -> base64(Base64.getUrlEncoder(), "a" + value + "b"));
        for (int round = 0; round < 100; round++) {
            String value = value(random);
            Redactor redactor = of(value);
            for (UnaryOperator<String> form : forms) {
                String text = "before " + form.apply(value) + " after";

                String clean = redactor.redact(text);

                assertThat(clean).contains(LABEL).startsWith("before ").endsWith(" after");
                assertThat(clean).doesNotContain(value);
            }
        }
    }

    private static String base64(Base64.Encoder encoder, String text) {
        return encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder("k");
        int length = 8 + random.nextInt(40);
        for (int i = 0; i < length; i++) {
            value.append((char) ('!' + random.nextInt('~' - '!' + 1)));
        }
        return value.toString();
    }
}
