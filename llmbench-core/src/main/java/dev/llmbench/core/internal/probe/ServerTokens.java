package dev.llmbench.core.internal.probe;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.workload.PromptCounter;
import dev.llmbench.core.internal.workload.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A server's own words about tokens, for the calibration of prompts. Used by one thread.
 *
 * <p>The route that turns text into tokens, and prompts of token ids, are things that a run can do without: when they
 * fail, for whatever reason, that is noted and they count as not available. A text prompt is what the run itself sends:
 * {@link #promptTokens} throws {@link dev.llmbench.api.TargetException} when the server doesn't answer one.
 */
public final class ServerTokens implements Tokenizer, PromptCounter {
    private final ControlClient client;
    private final Encoder encoder;
    private final BenchmarkPlan plan;
    private final WireProtocol protocol;
    private final String model;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> dropped;
    private final TokensBeforeRun beforeRun;
    private Optional<TokenizeRoute> route;

    private ServerTokens(
            ControlClient client,
            Encoder encoder,
            BenchmarkPlan plan,
            WireProtocol protocol,
            String model,
            ProbeReport report) {
        this.client = client;
        this.encoder = encoder;
        this.plan = plan;
        this.protocol = protocol;
        this.model = model;
        this.dropped = report.asking().droppedFields();
        this.beforeRun = report.beforeRun();
        this.route = report.tokenizeRoute();
    }

    /**
     * Returns the tokens' source for a server that was probed.
     *
     * @param target the server
     * @param plan the plan, for its time-outs and settings
     * @param protocol how the server is asked
     * @param secrets the target's secrets
     * @param report what the probe found
     * @return the source
     */
    public static ServerTokens of(
            Target target, BenchmarkPlan plan, WireProtocol protocol, Secrets secrets, ProbeReport report) {
        ControlClient client = new ControlClient(target, plan.requests().timeouts(), secrets);
        Encoder encoder = new Encoder(target, plan, protocol, secrets);
        return new ServerTokens(client, encoder, plan, protocol, target.model(), report);
    }

    @Override
    public Optional<int[]> tokenize(String text) {
        try {
            return route.flatMap(known -> tokenize(client, known, model, text, plan));
        } catch (LlmBenchException e) {
            notes.add(withoutTokens(e));
            route = Optional.empty();
            return Optional.empty();
        }
    }

    /**
     * Returns what failed and is done without, for the reader of the result.
     *
     * @return a sentence each
     */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    @Override
    public OptionalLong promptTokens(Prompt prompt) {
        if (!(prompt instanceof Prompt.TokenIds)) {
            return counted(prompt);
        }
        try {
            return counted(prompt);
        } catch (LlmBenchException e) {
            refuseInterrupt(e);
            notes.add("a prompt of token ids got no answer (" + e.getMessage() + ")");
            return OptionalLong.empty();
        }
    }

    private OptionalLong counted(Prompt prompt) {
        Answer answer = client.post(
                encoder.counting(prompt, dropped), plan.requests().timeouts().firstToken());
        // 500 is how some servers refuse ids, or a prompt that is longer than their context
        if (answer.status() == 429 || answer.status() > 500) {
            throw new Refusals(client, Optional.empty()).of(answer, "");
        }
        if (!answer.ok()) {
            return OptionalLong.empty();
        }
        Findings findings = Findings.in(answer, protocol, false);
        beforeRun.add(findings);
        // no prompt has so many tokens; lengths are ints from here on
        return findings.promptTokens().stream()
                .filter(count -> count <= Integer.MAX_VALUE)
                .findFirst();
    }

    /** Says that a tokenizer's route is done without, or throws when the thread was interrupted. */
    static String withoutTokens(LlmBenchException e) {
        refuseInterrupt(e);
        return "the server's route that turns text into tokens gave no answer and is not used (" + e.getMessage() + ")";
    }

    private static void refuseInterrupt(LlmBenchException e) {
        if (Thread.currentThread().isInterrupted()) {
            throw e;
        }
    }

    static Optional<int[]> tokenize(
            ControlClient client, TokenizeRoute route, String model, String text, BenchmarkPlan plan) {
        // not the time for a first token: an answer takes no place in a model's queue, and the run can do without
        Answer answer = client.post(route.encode(model, text, false), ServerProbe.lookupLimit(plan));
        return answer.ok() && !answer.isPage() ? route.decode(answer.body()) : Optional.empty();
    }
}
