package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret gets into a plan, and no refusal repeats one. */
class SecretsTest {
    @Nested
    class AReference {
        @ParameterizedTest
        @ValueSource(strings = {"env:VLLM_API_KEY", "file:/run/secrets/key", "lease:api-key"})
        void reads_back_what_it_prints(String text) {
            assertThat(SecretRef.parse(text)).hasToString(text);
        }

        @Test
        void takes_names_that_only_speak_of_keys() {
            assertThat(SecretRef.parse("ENV:HF_API_TOKEN")).isEqualTo(SecretRef.env("HF_API_TOKEN"));
            assertThat(SecretRef.env("hf_token")).hasToString("env:hf_token");
            assertThat(SecretRef.file("C:\\keys\\a")).hasToString("file:C:\\keys\\a");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "canary",
                    "sk-canary12345678",
                    "canary:value",
                    "env:canary value",
                    "env:sk-canary12345678",
                    "env:hf_CanaryCanary123",
                    "env:sk_live_Canary12345678",
                    "file:sk-canary12345678",
                    "lease:Bearer canary123",
                    "env :canary"
                })
        void never_repeats_what_may_be_the_key_itself(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SecretRef.parse(text))
                    .withNoCause()
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContainIgnoringCase("canary"));
        }

        @ParameterizedTest
        @CsvSource({
            "env:, the name of an environment variable",
            "env:1A, the name of an environment variable",
            "file:, the path of a secret's file must not be empty",
            "'lease: ', the name of a lease's secret must not be empty",
            "'', a secret is given as a reference"
        })
        void says_which_form_it_has(String text, String message) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> SecretRef.parse(text))
                    .withMessageStartingWith(message);
        }
    }

    @Nested
    class AHeader {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Authorization",
                    "X-Forwarded-Authorization",
                    "Proxy-Authorization",
                    "Cookie",
                    "Set-Cookie",
                    "api-key",
                    "X-API-Key",
                    "x_api_key",
                    "X-Goog-Api-Key",
                    "Ocp-Apim-Subscription-Key",
                    "Token",
                    "X-Token",
                    "X-Auth-Token",
                    "X-Access-Token",
                    "X-Vault-Token",
                    "X-Amz-Security-Token",
                    "X-Client-Secret",
                    "Password",
                    "X-Auth",
                    "X-Api-Key-2"
                })
        void named_like_a_secret_is_refused_without_its_value(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestExtras.none().header(name, "canary"))
                    .withMessage(
                            "header '" + name + "' looks like a secret (its value is not repeated here); put it into"
                                    + " an environment variable and give SecretRef.env(\"NAME\")");
            assertThat(RequestExtras.none().header(name, SecretRef.env("KEY")).secretHeaders())
                    .containsKey(name);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Bearer canary",
                    "bearer  canary",
                    "Basic Y2FuYXJ5OmNhbmFyeQ==",
                    "sk-canary12345678",
                    " sk-canary12345678 ",
                    "hf_Canary12345678",
                    "ghp_canary0123456789abcdef",
                    "token ghp_canary0123456789abcdef",
                    "rpa_CANARY0123456789",
                    "dop_v1_abcdef0123456789",
                    "xoxb-canary-12345678",
                    "AKIACANARY1234567890"
                })
        void valued_like_a_key_is_refused_without_its_value(String value) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestExtras.none().header("X-Custom", value))
                    .withMessageStartingWith("header 'X-Custom' looks like a secret")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(value.strip()));
        }

        @ParameterizedTest
        @CsvSource({
            "X-Request-Id, 4f1c0c2e-9a53-4d1b-8f0e-0a3f7c9d2b11",
            "X-Token-Count, 5",
            "X-Max-Tokens, 5",
            "X-Tokenizer, llama",
            "Idempotency-Key, abc",
            "X-Routing-Key, eu-1",
            "Accept, text/event-stream",
            "X-Topic, Basic questions",
            "X-Dataset, hf_transformers",
            "User-Agent, risk-assessment-tool/1.0",
            "X-Sha256, 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
        })
        void that_is_harmless_is_taken(String name, String value) {
            assertThat(RequestExtras.none().header(name, value).headers()).containsExactly(Map.entry(name, value));
        }

        @ParameterizedTest
        @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "\u0000", "\u007f", "\u010aX-Evil: 1", "caf\u00e9"})
        void cannot_smuggle_in_another_line(String value) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestExtras.none().header("X-A", value))
                    .withMessage("header 'X-A' has a control character, or one beyond ASCII, in its value");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "a b", "a:b", "ä", "a\nb"})
        void has_a_valid_name(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestExtras.none().header(name, "1"))
                    .withMessage("'" + name + "' is not a valid header name");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestExtras.none().header(name, SecretRef.env("A")));
        }

        @ParameterizedTest
        @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "CONNECTION", "Accept-Encoding"})
        void that_frames_the_request_is_left_to_llmbench(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RequestExtras.none().header(name, "1"))
                    .withMessage("header '" + name + "' is set by llmbench itself");
        }

        @Test
        void replaces_one_of_the_same_name_whatever_the_case_and_order() {
            assertThat(RequestExtras.none()
                            .header("x-a", "1")
                            .header("X-A", "2")
                            .headers())
                    .containsExactly(Map.entry("X-A", "2"));
            assertThat(RequestExtras.none()
                            .header("X-A", "1")
                            .header("x-a", "2")
                            .headers())
                    .containsExactly(Map.entry("x-a", "2"));
        }

        @Test
        void given_twice_at_once_is_refused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RequestExtras(Map.of("X-A", "1", "x-a", "2"), Map.of(), JsonFields.none()))
                    .withMessageEndingWith("is given twice");
        }

        @Test
        void keeps_equality_and_hash_code_in_step() {
            RequestExtras upper = RequestExtras.none().header("X-A", "1");
            RequestExtras lower = RequestExtras.none().header("x-a", "1");

            assertThat(upper).isNotEqualTo(lower);
            assertThat(lower).isNotEqualTo(upper);
            assertThat(upper.header("B", "2"))
                    .isEqualTo(RequestExtras.none().header("B", "2").header("X-A", "1"));
        }
    }

    @Nested
    class ABodyField {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "api_key",
                    "apiKey",
                    "token",
                    "key",
                    "password",
                    "client_secret",
                    "hf_token",
                    "access_token",
                    "aws_session_token",
                    "authorization",
                    "user_password",
                    "credentials"
                })
        void named_like_a_secret_is_refused_without_its_value(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with(name, "canary"))
                    .withMessage(
                            "body field '" + name + "' looks like a secret (its value is not repeated here); put the"
                                    + " key into an environment variable and give SecretRef.env(\"NAME\")");
            assertThat(JsonFields.none().with(name, SecretRef.env("KEY")).values())
                    .containsKey(name);
        }

        @Test
        void is_looked_into_however_deep() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            JsonFields.none().with("extra", Map.of("list", List.of(Map.of("api_key", "canary")))))
                    .withMessageContaining("'api_key'")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("stop", List.of("sk-canary12345678")))
                    .withMessageContaining("'stop'")
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("canary"));
        }

        @ParameterizedTest
        @CsvSource({
            "max_tokens_text, 5", "tokenizer, llama", "stop_token, </s>", "eos_token, <eos>", "prompt_cache_key, run-1",
            "tool_choice, auto", "safety_identifier, user-7", "category, Basic questions", "keyword, a", "user, sk-8"
        })
        void that_is_harmless_is_taken(String name, String value) {
            assertThat(JsonFields.none().with(name, value).values()).containsEntry(name, value);
        }

        @Test
        void may_count_tokens_and_name_keys_of_filters() {
            JsonFields fields = JsonFields.none()
                    .with("max_tokens", 5)
                    .with("top_k", 40)
                    .with("token", 7)
                    .with("filters", Map.of("key", "category", "value", "x"))
                    .with("schema", Map.of("properties", Map.of("password", Map.of("type", "string"))));

            assertThat(fields.values()).hasSize(5);
        }
    }

    @Nested
    class BodyFields {
        static final Supplier<String> LAMBDA = () -> "x";

        @Test
        void take_no_lambda_and_no_foreign_type() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("f", LAMBDA))
                    .withMessageStartingWith(
                            "body field 'f' must be text, number, boolean, list, map or SecretRef, but was ");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("f", new int[] {1}));
            assertThatNullPointerException()
                    .isThrownBy(() -> new JsonFields(java.util.Collections.singletonMap("f", null)))
                    .withMessage("body field 'f' must not be null");
        }

        @Test
        void make_numbers_of_one_kind_so_that_equal_plans_are_equal() {
            assertThat(JsonFields.none().with("n", 5).values()).containsEntry("n", 5L);
            assertThat(JsonFields.none().with("n", 5.0).values()).containsEntry("n", 5L);
            assertThat(JsonFields.none().with("n", new BigDecimal("5.00")).values())
                    .containsEntry("n", 5L);
            assertThat(JsonFields.none().with("n", BigInteger.TWO).values()).containsEntry("n", 2L);
            assertThat(JsonFields.none().with("n", 0.10).values()).containsEntry("n", new BigDecimal("0.1"));
            assertThat(JsonFields.none().with("n", 0.1f).values()).containsEntry("n", new BigDecimal("0.1"));
            assertThat(JsonFields.none().with("n", BigInteger.ONE.shiftLeft(64)).values())
                    .hasEntrySatisfying(
                            "n",
                            value -> assertThat((BigDecimal) value)
                                    .isEqualByComparingTo(new BigDecimal(BigInteger.ONE.shiftLeft(64))));
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
        void refuse_numbers_that_json_does_not_have(double number) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("n", number))
                    .withMessage("body field 'n' must be a finite number, but was " + number);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1E+500", "1E-500", "1E+2147483647", "1E-2147483647", "-3E+2147483600"})
        void refuse_numbers_that_no_machine_could_write_out(String number) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("n", new BigDecimal(number)))
                    .withMessage("body field 'n' must be a number within the range of a double");
        }

        @Test
        void refuse_a_tree_without_end() {
            Map<String, Object> loop = new LinkedHashMap<>();
            loop.put("again", loop);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("f", loop))
                    .withMessage("body field 'again' is nested deeper than 32");
            List<Object> list = new ArrayList<>();
            list.add(list);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("f", list))
                    .withMessage("body field 'f' is nested deeper than 32");
        }

        @Test
        void refuse_names_that_are_no_names() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("", 1))
                    .withMessage("names of body fields must be texts that are not empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> JsonFields.none().with("f", Map.of(1, 2)))
                    .withMessage("names of body fields must be texts that are not empty");
        }

        @Test
        void replace_one_of_the_same_name_and_keep_the_order() {
            assertThat(JsonFields.none().with("b", 1).with("a", 2).with("b", 3).values())
                    .containsExactly(Map.entry("b", 3L), Map.entry("a", 2L));
            assertThat(JsonFields.none().isEmpty()).isTrue();
        }
    }
}
