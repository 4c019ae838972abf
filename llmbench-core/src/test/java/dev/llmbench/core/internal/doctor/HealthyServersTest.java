package dev.llmbench.core.internal.doctor;

import static dev.llmbench.core.internal.doctor.Examining.examine;
import static dev.llmbench.core.internal.doctor.Examining.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Diagnosis.Finding;
import dev.llmbench.api.Diagnosis.Grade;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Target;
import dev.llmbench.simulator.ModelledServer;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthyServersTest {
    /** What the machine that runs the tests may have warnings about. */
    private static final Set<Question> OF_THIS_MACHINE =
            EnumSet.of(Question.PROCESSORS, Question.STREAMS, Question.EVENT_LOOPS, Question.STOLEN_CPU);

    private static ModelledServer server;
    private static Target target;

    @BeforeAll
    static void start() {
        // slow enough that a busy machine still reads token by token
        server = ModelledServer.start(ModelledServer.Settings.defaults().decode(Duration.ofMillis(20), Duration.ZERO));
        target = Target.openAi(server.url().toString()).model("simulated-8b");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void pass_every_question() {
        Diagnosis diagnosis = examine(target);

        assertThat(diagnosis.usable()).isTrue();
        assertThat(diagnosis.simulated()).isTrue();
        assertThat(diagnosis.findings())
                .filteredOn(finding -> !OF_THIS_MACHINE.contains(finding.question()))
                .allSatisfy(finding ->
                        assertThat(finding.grade()).as(finding.toString()).isEqualTo(Grade.OK));
        assertThat(diagnosis.of(Question.ENGINE).seen()).startsWith("llmbench-simulator");
        assertThat(diagnosis.of(Question.STREAM).seen()).contains("token by token (32 tokens");
        assertThat(diagnosis.of(Question.USAGE).seen()).contains("in every event");
        assertThat(diagnosis.of(Question.OUTPUT_LENGTH).seen()).contains("can be forced");
        assertThat(diagnosis.of(Question.PROMPT_LENGTH).seen()).contains("/tokenize", "text");
        assertThat(diagnosis.of(Question.ROUND_TRIP).figures()).containsKeys("connectMedianMillis", "getMedianMillis");
    }

    @Test
    void take_token_ids_on_the_completions_route() {
        Diagnosis diagnosis = examine(target.completions());

        assertThat(diagnosis.of(Question.PROMPT_LENGTH).seen()).contains("token ids are taken");
    }

    @Test
    void are_asked_for_their_first_model_where_none_is_named() {
        Diagnosis diagnosis = examine(Target.openAi(server.url().toString()).model(Diagnosis.ANY_MODEL));

        assertThat(diagnosis.usable()).isTrue();
        assertThat(diagnosis.target().model()).isEqualTo("simulated-8b");
        assertThat(diagnosis.of(Question.MODEL).seen()).contains("none was named", "'simulated-8b' is asked");
    }

    @Test
    void whose_certificate_is_given_are_trusted() {
        TokenAnswer answer =
                Answers.tokensFromRequest().timeToFirst(Duration.ofMillis(2)).every(Duration.ofMillis(1));
        try (ScriptedServer secure = ScriptedServer.start(Script.of(answer).tls())) {
            String pem = secure.tls().orElseThrow().certificatePem().toString();

            Diagnosis diagnosis = examine(scripted("https://127.0.0.1:" + secure.port())
                    .connection(ConnectionSettings.direct().withTrustStore(pem)));

            assertThat(diagnosis.usable()).isTrue();
            assertThat(diagnosis.of(Question.TLS).grade()).isEqualTo(Grade.OK);
            assertThat(diagnosis.of(Question.TLS).seen()).contains("TLSv1", "trusted");
        }
    }

    @Test
    void with_a_prefix_cache_that_usage_tells_of_surely_have_one() {
        Finding cache = examineCached(64);

        assertThat(cache.seen()).startsWith("on, surely").contains("64 of 80");
        assertThat(cache.figures()).containsEntry("cachedTokens", 64.0);
    }

    @Test
    void whose_usage_tells_of_no_cached_token_have_none_as_far_as_was_seen() {
        assertThat(examineCached(0).seen()).startsWith("off, as far as was seen: usage tells 0 of");
    }

    private static Finding examineCached(int cachedTokens) {
        String usage = "{\"choices\":[],\"usage\":{\"prompt_tokens\":80,\"completion_tokens\":2,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":" + cachedTokens + "}}}";
        String token = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" a\"},\"finish_reason\":null}]}";
        String last = token.replace("null", "\"length\"");
        Answer answer = Answers.steps().event(token).event(last).event(usage).event("[DONE]");
        try (ScriptedServer cached = ScriptedServer.start(Script.of(answer))) {
            return examine(scripted(cached.url().toString())).of(Question.PREFIX_CACHE);
        }
    }

    @Test
    void that_answer_repeats_faster_likely_have_a_prefix_cache() {
        TokenAnswer quick =
                Answers.tokensFromRequest().timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(1));
        TokenAnswer slow = quick.timeToFirst(Duration.ofMillis(150));
        // two questions that need no long prompt come first
        try (ScriptedServer cached =
                ScriptedServer.start(Script.of(quick, quick, slow, quick, slow, quick, slow, quick))) {
            Finding cache = examine(scripted(cached.url().toString())).of(Question.PREFIX_CACHE);

            assertThat(cache.seen()).startsWith("on, likely: 3 of 3");
        }
    }

    @Test
    void that_answer_repeats_as_slowly_show_no_sign_of_a_prefix_cache() {
        TokenAnswer steady =
                Answers.tokensFromRequest().timeToFirst(Duration.ofMillis(60)).every(Duration.ofMillis(1));
        try (ScriptedServer plain = ScriptedServer.start(Script.of(steady))) {
            Finding cache = examine(scripted(plain.url().toString())).of(Question.PREFIX_CACHE);

            assertThat(cache.seen()).startsWith("no sign of one, not sure");
        }
    }

    @Test
    void are_left_alone_when_the_caller_is_interrupted() {
        Thread.currentThread().interrupt();

        Throwable thrown = catchThrowable(() -> examine(target));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(LlmBenchException.class).hasMessageContaining("interrupted");
    }
}
