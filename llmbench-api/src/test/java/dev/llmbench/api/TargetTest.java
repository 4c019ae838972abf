package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {
    private static Target at(String url) {
        return Target.openAi(url).model("m");
    }

    private static Target of(URI url) {
        return new Target(
                Target.OPENAI_CHAT,
                url,
                "m",
                Optional.empty(),
                ConnectionSettings.direct(),
                RequestExtras.none(),
                ServerFacts.unknown());
    }

    /** Nothing of the secret in the message, its causes, or what is suppressed. */
    private static void refusesWithoutRepeating(String secret, ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            assertThat(t.toString()).doesNotContainIgnoringCase(secret);
            assertThat(Arrays.toString(t.getSuppressed())).doesNotContainIgnoringCase(secret);
        }
    }

    @Nested
    class ItsUrl {
        @ParameterizedTest
        @CsvSource({
            "http://localhost:8000, http://localhost:8000",
            "http://localhost:8000/, http://localhost:8000",
            "http://localhost:8000/v1, http://localhost:8000",
            "http://localhost:8000/v1/, http://localhost:8000",
            "http://localhost:8000//v1//, http://localhost:8000",
            "' http://localhost:8000 ', http://localhost:8000",
            "HTTP://LocalHost:8000/V2, http://localhost:8000/V2",
            "https://api.example.com/openai/v1, https://api.example.com/openai",
            "https://api.example.com/Openai/, https://api.example.com/Openai",
            "https://api.example.com/apiv1, https://api.example.com/apiv1",
            "http://host:/, http://host",
            "http://[::1]:8000/v1, http://[::1]:8000",
            "http://[FE80::1]/v1, http://[fe80::1]",
            "http://10.0.0.1:1, http://10.0.0.1:1",
            "http://host:65535/a%20b, http://host:65535/a%20b"
        })
        void has_one_form(String given, String normalized) {
            assertThat(at(given).url()).isEqualTo(URI.create(normalized));
            assertThat(of(URI.create(given.strip()))).isEqualTo(at(given));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "localhost:8000",
                    "ftp://localhost",
                    "http:/localhost",
                    "//localhost",
                    "http://",
                    "localhost",
                    ""
                })
        void begins_with_http_and_names_a_host(String url) {
            assertThatIllegalArgumentException().isThrownBy(() -> at(url)).withMessageStartingWith("url ");
        }

        @Test
        void is_repeated_where_it_is_harmless() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> at("localhost:8000"))
                    .withMessage("url must begin with http:// or https:// and name a host of letters, digits, . and -,"
                            + " but was 'localhost:8000'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> at("http://my_host:8000"))
                    .withMessageContaining("letters, digits, . and -, but was 'http://my_host:8000'");
        }

        @ParameterizedTest
        @CsvSource({"http://host:0, 0", "http://host:65536, 65536", "http://host:70000/v1, 70000"})
        void has_a_port_that_exists(String url, int port) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> at(url))
                    .withMessage("url has the port " + port + "; ports go from 1 to 65535");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://user:canary@host:8000",
                    "http://canary@host",
                    "http://user:can@canary@host",
                    "http://user:canary pass@host",
                    "http://user:canary%@host",
                    "https://:canary@[::1]:8000/v1",
                    "user:canary@host:8000",
                    "http:user:canary@host",
                    "//user:canary@host",
                    "ftp://user:canary@host",
                    "http://user:canary%40host",
                    "http://host?api_key=canary",
                    "http://host/v1?canary",
                    "http://host#canary",
                    "localhost:8000?key=canary",
                    "host/path#canary",
                    "sk-canary12345678",
                    "http://gateway/sk-canary12345678/v1",
                    "https:sk-canary12345678"
                })
        void never_carries_a_secret_nor_repeats_it(String url) {
            refusesWithoutRepeating("canary", () -> at(url));
            try {
                URI uri = new URI(url);
                refusesWithoutRepeating("canary", () -> of(uri));
            } catch (java.net.URISyntaxException e) {
                assertThat(e).isNotNull(); // such a text can't come as a URI
            }
        }

        @Test
        void says_where_the_key_belongs_instead_of_user_info() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> at("http://user:canary@host"))
                    .withMessage(
                            "url must not carry user info (it is not repeated here); give the key by reference, such"
                                    + " as SecretRef.env(\"NAME\") or --api-key-env NAME")
                    .withNoCause();
        }

        @Test
        void says_at_which_character_it_is_no_address() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> at("http://host/a b"))
                    .withMessage("url is not valid at character 14: Illegal character in path; give something like"
                            + " http://localhost:8000")
                    .withNoCause();
        }
    }

    @Nested
    class ItsProxy {
        @ParameterizedTest
        @CsvSource({"http://proxy:3128, http://proxy:3128", "HTTP://Proxy:3128/, http://proxy:3128"})
        void has_host_and_port(String given, String normalized) {
            assertThat(ConnectionSettings.direct().withProxy(given).proxy()).contains(URI.create(normalized));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"http://proxy", "https://proxy:3128", "proxy:3128", "http://proxy:3128/path", "socks5://p:1"
                })
        void has_no_other_form(String url) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConnectionSettings.direct().withProxy(url))
                    .withMessage("proxy must look like http://host:port, but was '" + url + "'");
        }

        @Test
        void has_a_port_that_exists() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ConnectionSettings.direct().withProxy("http://proxy:99999"))
                    .withMessage("proxy has the port 99999; ports go from 1 to 65535");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://user:canary@proxy:3128",
                    "http://user:can@canary@proxy:3128",
                    "http://user:canary pass@proxy:3128",
                    "user:canary@proxy:3128",
                    "https://user:canary@proxy:3128",
                    "http://proxy:3128?canary",
                    "http://proxy:3128/#canary"
                })
        void never_carries_a_secret_nor_repeats_it(String url) {
            refusesWithoutRepeating("canary", () -> ConnectionSettings.direct().withProxy(url));
        }

        @Test
        void does_not_stand_beside_a_choice_between_trust_store_and_trusting_all() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            ConnectionSettings.direct().withTrustStore("ca.pem").trustingAll())
                    .withMessage("give either a trust store or trustAll, not both");
        }
    }

    @Nested
    class ItsOtherParts {
        @Test
        void need_a_model_and_a_protocol() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Target.openAi("http://h").model(" "))
                    .withMessage("model must not be empty");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> at("http://h").protocol(""))
                    .withMessage("protocol must not be empty; the default is openai-chat");
            assertThat(at("http://h").completions().protocol()).isEqualTo("openai-completions");
        }

        @Test
        void refuse_a_key_in_the_place_of_the_model() {
            refusesWithoutRepeating("canary", () -> Target.openAi("http://h").model("sk-canary12345678"));
        }

        @Test
        void change_one_at_a_time() {
            Target target = at("http://h")
                    .apiKey(SecretRef.env("KEY"))
                    .header("X-Request-Id", "7")
                    .header("X-Gateway-Token", SecretRef.file("/run/token"))
                    .bodyField("top_k", 40)
                    .pricePerHour(Money.usd("1.99"));

            assertThat(target.apiKey()).contains(SecretRef.env("KEY"));
            assertThat(target.extras().headers()).containsExactly(Map.entry("X-Request-Id", "7"));
            assertThat(target.extras().bodyFields().values()).containsExactly(Map.entry("top_k", 40L));
            assertThat(target.facts().pricePerHour()).contains(HourlyPrice.given(Money.usd("1.99")));
            assertThat(target.target()).isSameAs(target);
        }

        @Test
        void print_references_and_no_secrets() {
            assertThat(at("http://h").apiKey(SecretRef.env("KEY")).header("X-Token", SecretRef.file("/t")))
                    .asString()
                    .contains("env:KEY", "file:/t");
        }
    }

    @Nested
    class ItsFacts {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--model m --api-key canary",
                    "--api-key=canary --port 1",
                    "--hf-token canary",
                    "hf_CanaryCanaryCanaryCanary12",
                    "key is sk-canary-0123456789abcdef0"
                })
        void hold_no_key_of_the_engine(String arguments) {
            refusesWithoutRepeating(
                    "canary",
                    () -> new ServerFacts(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of("arguments", arguments)));
            refusesWithoutRepeating("canary", () -> ServerFacts.unknown().withEngine(arguments));
            refusesWithoutRepeating("canary", () -> ServerFacts.unknown().withHardware(arguments));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "--max-num-seqs 1024 --tokenizer m --max-tokens 5",
                    "--api-key $VLLM_API_KEY",
                    "--api-key [secret lease:key]",
                    "vllm 0.27.1",
                    "1x H100 SXM"
                })
        void hold_arguments_without_one(String arguments) {
            assertThat(ServerFacts.unknown().withEngine(arguments).engine()).contains(arguments);
        }

        @Test
        void refuse_a_fact_that_is_named_like_a_secret() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ServerFacts(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of("VLLM_API_KEY", "canary")))
                    .withMessage("server fact 'VLLM_API_KEY' looks like it holds a key (it is not repeated here); leave"
                            + " the key out");
        }
    }
}
