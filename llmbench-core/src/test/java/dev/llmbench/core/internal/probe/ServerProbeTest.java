package dev.llmbench.core.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.RequestSettings.OutputLength;
import dev.llmbench.api.RequestSettings.UsageReporting;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.Workload;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.probe.ToyServer.Reply;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import dev.llmbench.core.internal.workload.ToyTokenizer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProbeTest {
    private static final String CANARY = "canary-1f2e3d4c5b6a";
    private static final WireProtocol CHAT = new OpenAiChatProtocol();

    private final ToyTokenizer tokenizer = ToyTokenizer.usual(17);
    private final ToyServer server = new ToyServer(tokenizer);

    @AfterEach
    void close() {
        server.close();
    }

    private Target target() {
        return Target.openAi(server.url()).model(ToyServer.MODEL);
    }

    private static BenchmarkPlan plan() {
        return BenchmarkPlan.of(Workload.synthetic().inputTokens(200).outputTokens(64), Load.concurrency(1));
    }

    private static BenchmarkPlan plan(UsageReporting usage) {
        return plan().withRequests(RequestSettings.defaults().withUsage(usage));
    }

    private static Secrets secrets(Target target) {
        return Secrets.of(target, name -> Optional.of(CANARY));
    }

    private static ProbeReport probe(Target target, BenchmarkPlan plan) {
        return ServerProbe.probe(target, plan, CHAT, secrets(target));
    }

    @Nested
    class AHealthyServer {
        @Test
        void tells_who_it_is() {
            ProbeReport report = probe(target(), plan());

            assertThat(report.engine()).contains("vllm 0.27.1");
            assertThat(report.modelListed()).contains(true);
            assertThat(report.maxModelLength()).hasValue(4096);
            assertThat(report.simulated()).isFalse();
            assertThat(report.tokenizeRoute()).isPresent();
            assertThat(report.notes()).isEmpty();
        }

        @Test
        void is_asked_as_planned() {
            ProbeReport.Asking asking = probe(target(), plan()).asking();

            assertThat(asking.path()).isEqualTo("/v1/chat/completions");
            assertThat(asking.droppedFields()).isEmpty();
            assertThat(asking.lengthForced()).isTrue();
            assertThat(asking.usageReported()).isTrue();
            assertThat(asking.continuousUsage()).isFalse();
            assertThat(asking.sampleBody())
                    .contains("(prompt left out)")
                    .contains("64")
                    .contains("\"toy\"");
        }

        @Test
        void is_asked_for_counts_in_every_event_where_planned() {
            assertThat(probe(target(), plan(UsageReporting.CONTINUOUS)).asking().continuousUsage())
                    .isTrue();
            // one token an event: nothing is gained by larger events
            assertThat(probe(target(), plan(UsageReporting.AUTO)).asking().continuousUsage())
                    .isFalse();
        }

        @Test
        void is_not_told_to_keep_the_length_where_not_planned() {
            BenchmarkPlan free = plan().withRequests(RequestSettings.defaults().withOutputLength(OutputLength.AT_MOST));

            assertThat(probe(target(), free).asking().lengthForced()).isFalse();
        }

        @Test
        void is_asked_without_a_stream_where_planned() {
            BenchmarkPlan whole = plan().withRequests(RequestSettings.defaults().notStreamed());

            assertThat(probe(target(), whole).asking().usageReported()).isTrue();
        }

        @Test
        void says_when_it_is_simulated() {
            server.reply(
                    "/v1/models",
                    new Reply(200, Map.of("X-LLMBench-Simulated", "true"), "{\"data\":[{\"id\":\"toy\"}]}"));

            assertThat(probe(target(), plan()).simulated()).isTrue();
        }

        @Test
        void may_lie_below_a_path() {
            Target below = Target.openAi(server.url() + "/engines/one/v1").model(ToyServer.MODEL);

            assertThat(probe(below, plan()).asking().path()).isEqualTo("/engines/one/v1/chat/completions");
        }

        @Test
        void is_left_without_an_open_connection() {
            probe(target(), plan());

            assertThat(server.requests)
                    .allSatisfy(
                            got -> assertThat(got.headers().get("Connection")).containsExactly("close"));
        }
    }

    @Nested
    class WhatARunCanDoWithout {
        @Test
        void is_a_tokenizer_that_does_not_answer_in_http() {
            server.breaking("/tokenize", 0);

            ProbeReport report = probe(target(), plan());

            assertThat(report.tokenizeRoute()).isEmpty();
            assertThat(report.notes()).singleElement().asString().contains("text into tokens");
        }

        @Test
        void is_a_tokenizer_that_never_answers_and_is_asked_once() {
            server.hanging("/tokenize");
            Timeouts hurried = new Timeouts(
                    Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ofSeconds(10), Duration.ofSeconds(10));
            BenchmarkPlan plan = plan().withRequests(RequestSettings.defaults().withTimeouts(hurried));

            ProbeReport report = probe(target(), plan);

            assertThat(report.tokenizeRoute()).isEmpty();
            assertThat(report.notes()).anyMatch(note -> note.contains("text into tokens"));
            assertThat(server.requests)
                    .filteredOn(got -> got.path().equals("/tokenize"))
                    .hasSize(1);
        }

        @Test
        void never_waits_longer_than_ten_seconds_for_an_answer_that_needs_no_model() {
            assertThat(ServerProbe.lookupLimit(plan())).isEqualTo(Duration.ofSeconds(10));
        }

        @Test
        void is_a_list_of_models_that_does_not_answer_in_http() {
            server.breaking("/v1/models", -1);

            ProbeReport report = probe(target(), plan());

            assertThat(report.modelListed()).isEmpty();
            assertThat(report.notes()).singleElement().asString().contains("list of models");
        }

        @Test
        void is_a_version_that_does_not_answer_in_http() {
            server.breaking("/version", -1);

            assertThat(probe(target(), plan()).engine()).contains("vllm");
        }
    }

    @Nested
    class TokensOfTheProbe {
        private static final String PROMPT = "tokensBeforeRun.prompt";
        private static final String OUTPUT = "tokensBeforeRun.output";

        @Test
        void are_counted_once_where_one_question_is_enough() {
            Map<String, String> sums = probe(target(), plan()).beforeRun().sums();

            assertThat(sums).containsEntry(OUTPUT, "8");
            assertThat(sums.get(PROMPT)).isNotEqualTo("0");
        }

        @Test
        void are_counted_also_of_the_tries_with_fields_left_out() {
            // several fields are suspected and only one is refused: each that is tried again is answered
            server.refusing(false, "min_tokens");
            long counted = Long.parseLong(probe(target(), plan(UsageReporting.CONTINUOUS))
                    .beforeRun()
                    .sums()
                    .get(OUTPUT));
            long answered = server.requests.stream()
                    .filter(got -> got.path().endsWith("/completions"))
                    .filter(got -> !got.body().contains("min_tokens"))
                    .count();

            assertThat(answered).isGreaterThan(1);
            assertThat(counted).isEqualTo(8 * answered);
        }
    }

    @Nested
    class OptionalFields {
        @Test
        void that_are_refused_by_name_are_left_out() {
            server.refusing(true, "min_tokens");

            ProbeReport report = probe(target(), plan());

            assertThat(report.asking().droppedFields()).containsExactly("min_tokens");
            assertThat(report.asking().lengthForced()).isTrue();
            assertThat(report.notes())
                    .singleElement()
                    .asString()
                    .contains("'min_tokens'")
                    .contains("unknown");
        }

        @ParameterizedTest
        @ValueSource(strings = {"min_tokens", "ignore_eos", "stream_options", "continuous_usage_stats"})
        void that_are_refused_without_a_name_are_found(String field) {
            server.refusing(false, field);

            ProbeReport report = probe(target(), plan(UsageReporting.CONTINUOUS));

            assertThat(report.asking().droppedFields()).containsExactly(field);
        }

        @Test
        void that_force_the_length_are_told_when_all_are_refused() {
            server.refusing(false, "ignore_eos", "min_tokens");

            ProbeReport report = probe(target(), plan());

            assertThat(report.asking().droppedFields()).containsExactlyInAnyOrder("min_tokens", "ignore_eos");
            assertThat(report.asking().lengthForced()).isFalse();
            assertThat(report.notes()).anyMatch(note -> note.contains("can't be told to keep"));
        }

        @Test
        void that_force_the_length_count_for_nothing_with_ollama_which_ignores_them() {
            server.reply("/v1/models", Reply.of(200, "{\"data\":[{\"id\":\"toy:latest\",\"owned_by\":\"library\"}]}"));

            ProbeReport report = probe(target(), plan());

            assertThat(report.asking().lengthForced()).isFalse();
            assertThat(report.asking().droppedFields()).isEmpty();
            assertThat(report.notes()).anyMatch(note -> note.contains("can't be told to keep"));
        }

        @Test
        void that_the_user_added_are_never_dropped() {
            server.refusing(true, "top_k");

            assertThatThrownBy(() -> probe(target().bodyField("top_k", 3), plan()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("body field 'top_k'");
        }
    }

    @Nested
    class Counts {
        @Test
        void that_are_missing_are_noted() {
            server.withoutUsage();

            ProbeReport report = probe(target(), plan(UsageReporting.CONTINUOUS));

            assertThat(report.asking().usageReported()).isFalse();
            assertThat(report.asking().continuousUsage()).isFalse();
            assertThat(report.sent("as given", List.of("more")).usage()).isEqualTo("none");
            assertThat(report.notes()).anyMatch(note -> note.contains("no token counts"));
        }

        @Test
        void of_plan_and_context_are_compared() {
            BenchmarkPlan plan =
                    BenchmarkPlan.of(Workload.synthetic().inputTokens(4000).outputTokens(97), Load.concurrency(1));

            assertThatThrownBy(() -> probe(target(), plan))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("4000")
                    .hasMessageContaining("97")
                    .hasMessageContaining("4096");
        }

        @Test
        void of_several_lengths_are_compared_pair_by_pair() {
            BenchmarkPlan grid = BenchmarkPlan.of(
                    Workload.synthetic().shapes(Shape.of(128, 3900), Shape.of(3900, 128)), Load.concurrency(1));
            BenchmarkPlan tooLong = BenchmarkPlan.of(
                    Workload.synthetic().shapes(Shape.of(128, 3900), Shape.of(3900, 200)), Load.concurrency(1));

            assertThat(probe(target(), grid).maxModelLength()).hasValue(4096);
            assertThatThrownBy(() -> probe(target(), tooLong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("prompts of up to 3900 tokens and answers of up to 200");
        }
    }

    @Nested
    class TheKey {
        private final Target target = target().apiKey(SecretRef.env("KEY"))
                .header("X-Other", SecretRef.env("KEY"))
                .bodyField("user_key", SecretRef.env("KEY"));

        @Test
        void is_sent_where_it_belongs() {
            probe(target, plan());

            ToyServer.Got asked = server.requests.stream()
                    .filter(got -> got.path().endsWith("/completions"))
                    .findFirst()
                    .orElseThrow();
            assertThat(asked.headers().get("Authorization")).containsExactly("Bearer " + CANARY);
            assertThat(asked.headers().get("X-other")).containsExactly(CANARY);
            assertThat(asked.body()).contains("\"user_key\":\"" + CANARY + "\"");
        }

        @Test
        void is_in_no_report() {
            server.refusing(true, "min_tokens");
            server.reply("/version", Reply.of(200, "{\"version\":\"" + CANARY + "\"}"));

            ProbeReport report = probe(target, plan());

            assertThat(report.asking().sampleBody()).contains("\"user_key\":\"env:KEY\"");
            assertThat(report.toString() + secrets(target)).doesNotContain("canary");
        }

        @ParameterizedTest
        @ValueSource(ints = {302, 400, 401, 403, 404, 422, 429, 500, 503})
        void is_in_no_message_whatever_echoes_it(int status) {
            server.reply(
                    "/v1/chat/completions",
                    new Reply(
                            status,
                            Map.of("Location", "http://other/" + CANARY, "Retry-After", CANARY),
                            "{\"error\":{\"message\":\"" + "x".repeat(485) + " " + CANARY + " Bearer " + CANARY
                                    + "\"}}"));

            assertThatThrownBy(() -> probe(target, plan()))
                    .message()
                    .doesNotContain("canary")
                    .doesNotContain("\n");
        }

        @Test
        void is_in_no_message_about_an_answer_that_makes_no_sense() {
            server.reply(
                    "/v1/chat/completions",
                    new Reply(200, Map.of(), "data: {\"error\":\"Bearer " + CANARY + "\"}\n\n"));
            assertThatThrownBy(() -> probe(target, plan())).message().doesNotContain("canary");

            server.reply("/v1/chat/completions", new Reply(200, Map.of(), "data: " + CANARY + "\n\n"));
            assertThatThrownBy(() -> probe(target, plan())).message().doesNotContain("canary");
        }
    }
}
