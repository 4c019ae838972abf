package dev.llmbench.core.internal.probe;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import java.util.Map;
import java.util.Optional;

/** Looks at what a server offers to make prompts of exact length: token ids, a tokenizer's route, counts. */
final class PromptLengthCheckup {
    private static final String SAMPLE = "The lighthouse keeper counts the waves of the sea.";

    private final ControlClient client;
    private final Encoder encoder;
    private final WireProtocol protocol;
    private final BenchmarkPlan plan;
    private final Sheet sheet;

    PromptLengthCheckup(ControlClient client, Encoder encoder, WireProtocol protocol, BenchmarkPlan plan, Sheet sheet) {
        this.client = client;
        this.encoder = encoder;
        this.protocol = protocol;
        this.plan = plan;
        this.sheet = sheet;
    }

    void run(AnswerCheckup.Asked asked) {
        String model = client.route().target().model();
        Optional<TokenizeRoute> route = new TokenizerSearch(client, model, plan).find(protocol);
        boolean counts = asked.answer().findings().promptTokens().isPresent();
        if (route.isPresent()) {
            String words = "POST "
                    + client.route().path(route.get().encode(model, "x", false).path()) + " turns text into tokens; ";
            boolean ids = protocol.capabilities().tokenIds() && takesIds(route.get(), model, asked);
            sheet.ok(
                    Question.PROMPT_LENGTH,
                    words
                            + (ids
                                    ? "prompts of token ids are taken, so their length is exact"
                                    : "prompts go out as text, made to length with it"));
        } else if (counts) {
            sheet.ok(
                    Question.PROMPT_LENGTH,
                    "no route turns text into tokens; prompts are made to length by the counts of usage");
        } else {
            sheet.warn(
                    Question.PROMPT_LENGTH,
                    "neither a route that turns text into tokens nor counts of prompt tokens",
                    "lengths of prompts are estimates: switch usage on in the server, or give prompts of known length in a"
                            + " file",
                    Map.of());
        }
    }

    private boolean takesIds(TokenizeRoute route, String model, AnswerCheckup.Asked asked) {
        try {
            Optional<int[]> ids = ServerTokens.tokenize(client, route, model, SAMPLE, plan);
            if (ids.isEmpty() || ids.get().length == 0) {
                return false;
            }
            Answer answer = client.post(
                    encoder.counting(new Prompt.TokenIds(ids.get()), asked.dropped()),
                    plan.requests().timeouts().firstToken());
            return answer.ok() && !Findings.in(answer, protocol, false).empty();
        } catch (LlmBenchException e) {
            PathCheckup.refuseInterrupt(e);
            return false;
        }
    }
}
