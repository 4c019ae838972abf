package dev.llmbench.core.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Served;
import dev.llmbench.api.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String CANARY = "canary-7f3a/91+c\"d&";
    private static final SecretRef KEY = SecretRef.env("KEY");

    static Target target() {
        return Target.openAi("http://localhost:8000").model("m");
    }

    static Function<String, Optional<String>> environment(String name, String value) {
        return wanted -> Optional.ofNullable(Map.of(name, value).get(wanted));
    }

    private static Secrets of(String value) {
        return Secrets.of(target().apiKey(KEY), environment("KEY", value));
    }

    @Nested
    class OfTheEnvironment {
        @Test
        void are_found_by_name() {
            Secrets secrets = of(CANARY);

            assertThat(secrets.value(KEY)).isEqualTo(CANARY);
        }

        @Test
        void are_found_in_headers_and_deep_in_body_fields() {
            Target target = target().header("X-Api-Key", KEY)
                    .bodyField("options", Map.of("list", List.of(SecretRef.env("OTHER"))));

            Secrets secrets = Secrets.of(target, name -> Optional.of("value of " + name));

            assertThat(secrets.value(SecretRef.env("OTHER"))).isEqualTo("value of OTHER");
        }

        @Test
        void are_missed_by_name() {
            assertThatThrownBy(() -> Secrets.of(target().apiKey(KEY), name -> Optional.empty()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("KEY is not set");
        }

        @ParameterizedTest
        @ValueSource(strings = {"canary\nkey", "canary\r", "\u0000canary", "canary\u0085key"})
        void are_refused_with_control_characters_without_repeating_them(String value) {
            assertThatThrownBy(() -> of(value))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("env:KEY")
                    .hasMessageNotContaining("canary");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "   ", "abc"})
        void are_refused_when_too_short_to_be_kept_out_of_texts(String value) {
            assertThatThrownBy(() -> of(value)).isInstanceOf(ConfigurationException.class);
        }

        @Test
        void do_not_show_in_the_text_form() {
            assertThat(of(CANARY)).asString().contains("env:KEY").doesNotContain("canary");
            assertThat(of(CANARY).redactor()).asString().doesNotContain("canary");
        }
    }

    @Nested
    class OfFiles {
        @TempDir
        private Path folder;

        private Secrets of(Path file) {
            return Secrets.of(target().apiKey(SecretRef.file(file.toString())), name -> Optional.empty());
        }

        @Test
        void lose_the_white_space_around_them() throws Exception {
            Path file = Files.writeString(folder.resolve("key"), " canary-key \r\n");

            assertThat(of(file).value(SecretRef.file(file.toString()))).isEqualTo("canary-key");
        }

        @Test
        void are_refused_when_the_file_is_missing_a_folder_or_not_text() throws Exception {
            Path bytes = Files.write(folder.resolve("bytes"), "k\u00e9y-key".getBytes(StandardCharsets.ISO_8859_1));

            assertThatThrownBy(() -> of(folder.resolve("none"))).hasMessageContaining("does not exist");
            assertThatThrownBy(() -> of(folder)).hasMessageContaining("is not a file");
            assertThatThrownBy(() -> of(bytes)).hasMessageContaining("UTF-8");
        }
    }

    @Nested
    class OfALease {
        @Test
        void come_from_the_server_that_was_rented() {
            SecretRef.OfLease reference = new SecretRef.OfLease("key");
            Served served = new Served() {
                @Override
                public Target target() {
                    return SecretsTest.target().apiKey(reference);
                }

                @Override
                public Optional<String> resolve(SecretRef.OfLease wanted) {
                    return Optional.of("key of " + wanted.name());
                }
            };

            assertThat(Secrets.of(served, name -> Optional.empty()).value(reference))
                    .isEqualTo("key of key");
        }

        @Test
        void are_missed_where_nothing_was_rented() {
            Target target = target().apiKey(new SecretRef.OfLease("key"));

            assertThatThrownBy(() -> Secrets.of(target, name -> Optional.empty()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("'key'");
        }
    }

    @Nested
    class InHeaders {
        @Test
        void make_a_bearer_token() {
            assertThat(RequestHeaders.of(target().apiKey(KEY), of("canary")))
                    .containsExactly(Map.entry("Authorization", "Bearer canary"));
        }

        @Test
        void may_not_come_twice() {
            Target target = target().apiKey(KEY).header("authorization", SecretRef.env("OTHER"));
            Secrets secrets = Secrets.of(target, name -> Optional.of("canary"));

            assertThatThrownBy(() -> RequestHeaders.of(target, secrets))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("drop one");
        }

        @ParameterizedTest
        @ValueSource(strings = {"Bearer canary", "canary\u2019s"})
        void are_refused_when_they_can_not_be_the_key(String value) {
            assertThatThrownBy(() -> RequestHeaders.of(target().apiKey(KEY), of(value)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("env:KEY")
                    .hasMessageNotContaining("canary");
        }
    }

    @Nested
    class InBodies {
        private final Target target =
                target().bodyField("api_key", KEY).bodyField("deep", Map.of("keys", List.of(KEY)));
        private final Secrets secrets = of("can\"ary");
        private final BodySecrets body = BodySecrets.of(target, secrets);

        @Test
        void are_put_into_the_bytes_only() {
            byte[] written = body.fields().values().toString().getBytes(StandardCharsets.UTF_8);

            assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("ary");
            assertThat(new String(body.fill(written), StandardCharsets.UTF_8))
                    .isEqualTo("{api_key=\"can\\\"ary\", deep={keys=[\"can\\\"ary\"]}}");
            assertThat(new String(body.describe(written), StandardCharsets.UTF_8))
                    .isEqualTo("{api_key=\"env:KEY\", deep={keys=[\"env:KEY\"]}}");
        }

        @Test
        void are_missed_when_a_protocol_leaves_them_out() {
            assertThatThrownBy(() -> body.fill("{}".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("env:KEY");
        }

        @Test
        void cost_nothing_when_there_are_none() {
            byte[] written = {1, 2, 3};

            assertThat(BodySecrets.of(target(), Secrets.of(target(), name -> Optional.empty()))
                            .fill(written))
                    .isSameAs(written);
        }
    }
}
