package dev.llmbench.core.internal.probe;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.workload.PromptCounter;
import dev.llmbench.core.internal.workload.Tokenizer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A server's own words about tokens, for the calibration of prompts.
 *
 * <p>Both calls throw {@link dev.llmbench.api.TargetException} when the server is gone or no longer available.
 */
public final class ServerTokens implements Tokenizer, PromptCounter {
    private final ControlClient client;
    private final Encoder encoder;
    private final BenchmarkPlan plan;
    private final WireProtocol protocol;
    private final String model;
    private final Optional<TokenizeRoute> route;
    private final Set<String> dropped;
    private final TokensBeforeRun beforeRun;

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
        this.route = report.tokenizeRoute();
        this.dropped = report.asking().droppedFields();
        this.beforeRun = report.beforeRun();
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
        return route.flatMap(known -> tokenize(client, known, model, text, plan));
    }

    @Override
    public OptionalLong promptTokens(Prompt prompt) {
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
        return findings.promptTokens();
    }

    static Optional<int[]> tokenize(
            ControlClient client, TokenizeRoute route, String model, String text, BenchmarkPlan plan) {
        Answer answer = client.post(
                route.encode(model, text, false), plan.requests().timeouts().firstToken());
        return answer.ok() && !answer.isPage() ? route.decode(answer.body()) : Optional.empty();
    }
}
