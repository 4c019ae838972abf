package dev.llmbench.core.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import dev.llmbench.core.internal.wire.OpenAiCompletionsProtocol;
import dev.llmbench.core.internal.workload.PromptLengths;
import dev.llmbench.core.internal.workload.Question;
import dev.llmbench.core.internal.workload.QuestionSource;
import dev.llmbench.core.internal.workload.Questions;
import dev.llmbench.core.internal.workload.ToyTokenizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PromptLengthsOverHttpTest {
    private static final WireProtocol CHAT = new OpenAiChatProtocol();
    private static final WireProtocol COMPLETIONS = new OpenAiCompletionsProtocol();

    private static final int TEMPLATE_AND_BEGINNING = 18;

    private final ToyServer server = new ToyServer(ToyTokenizer.usual(17));

    @AfterEach
    void close() {
        server.close();
    }

    private Target target() {
        return Target.openAi(server.url()).model(ToyServer.MODEL);
    }

    private static BenchmarkPlan plan() {
        return BenchmarkPlan.of(
                Workload.synthetic().inputTokens(200).outputTokens(64).seed(0), Load.concurrency(1));
    }

    @Test
    void are_exact_by_token_ids() {
        check(COMPLETIONS, "token ids", 0);
    }

    @Test
    void are_exact_by_the_tokenizer_on_the_chat_route() {
        check(CHAT, "calibrated text", TEMPLATE_AND_BEGINNING);
    }

    @Test
    void are_exact_as_text_where_ids_are_refused() {
        server.withoutIds();

        check(COMPLETIONS, "calibrated text", TEMPLATE_AND_BEGINNING);
    }

    @Test
    void are_exact_by_counts_alone() {
        server.withoutTokenize();

        check(CHAT, "calibrated text", TEMPLATE_AND_BEGINNING);
    }

    @Test
    void are_exact_by_counts_where_the_tokenizer_breaks_on_long_texts() {
        server.breaking("/tokenize", 2_000);

        List<String> notes = check(CHAT, "calibrated text", TEMPLATE_AND_BEGINNING);

        assertThat(notes).singleElement().asString().contains("text into tokens");
    }

    @Test
    void are_exact_as_text_where_the_server_breaks_on_ids() {
        server.withoutAnswerToIds();

        List<String> notes = check(COMPLETIONS, "calibrated text", TEMPLATE_AND_BEGINNING);

        assertThat(notes).singleElement().asString().contains("token ids");
    }

    private List<String> check(WireProtocol protocol, String how, int added) {
        Secrets secrets = Secrets.of(target(), name -> Optional.empty());
        ProbeReport report = ServerProbe.probe(target(), plan(), protocol, secrets);
        ServerTokens tokens = ServerTokens.of(target(), plan(), protocol, secrets, report);

        Questions questions = Questions.of(
                plan().workload(), tokens, tokens, protocol.capabilities().tokenIds());

        PromptLengths lengths = questions.lengths();
        assertThat(lengths.how()).isEqualTo(how);
        assertThat(lengths.addedByServer()).isEqualTo(added);
        try (QuestionSource source = questions.open()) {
            for (int i = 0; i < 20; i++) {
                Question question = source.next();
                assertThat(tokens.promptTokens(question.prompt())).hasValue(200 + added);
            }
        }
        return tokens.notes();
    }
}
