package dev.llmbench.core.internal.probe;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.RequestSettings.OutputLength;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import dev.llmbench.core.internal.secret.BodySecrets;
import dev.llmbench.core.internal.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Writes requests for the probe and for the run alike. Safe for use by many threads. */
public final class Encoder {
    private final Target target;
    private final BenchmarkPlan plan;
    private final WireProtocol protocol;
    private final BodySecrets bodySecrets;

    /**
     * Creates the encoder of a target.
     *
     * @param target the server
     * @param plan how requests are to be asked
     * @param protocol how the server is asked
     * @param secrets the target's secrets
     */
    public Encoder(Target target, BenchmarkPlan plan, WireProtocol protocol, Secrets secrets) {
        this.target = target;
        this.plan = plan;
        this.protocol = protocol;
        this.bodySecrets = BodySecrets.of(target, secrets);
    }

    boolean forcesLength() {
        return plan.requests().outputLength() == OutputLength.FORCED;
    }

    /**
     * Writes a request as the plan wants it.
     *
     * @param prompt what to answer
     * @param outputTokens the wanted length of the answer
     * @param continuousUsage whether every event shall carry token counts
     * @param dropped optional fields that this server refuses
     * @return the request with its secrets filled in
     */
    public WireRequest streamedAsPlanned(
            Prompt prompt, int outputTokens, boolean continuousUsage, Set<String> dropped) {
        return filled(
                request(prompt, outputTokens, forcesLength(), plan.requests().stream(), continuousUsage, dropped));
    }

    /** Asks for one token in one piece, only for the sake of the counts. */
    WireRequest counting(Prompt prompt, Set<String> dropped) {
        return filled(request(prompt, 1, false, false, false, dropped));
    }

    /** The path and the body of the run's requests, for people: no prompt, no secret. */
    String sample(boolean continuousUsage, Set<String> dropped) {
        WireRequest request = request(
                new Prompt.Text("(prompt left out)"),
                plan.workload().outputTokens().max(),
                forcesLength(),
                plan.requests().stream(),
                continuousUsage,
                dropped);
        return new String(bodySecrets.describe(request.body()), StandardCharsets.UTF_8);
    }

    /** Whether these fields leave anything in the request that tells the server to keep the length. */
    boolean lengthForced(Set<String> dropped) {
        Prompt any = new Prompt.Text("any");
        boolean stream = plan.requests().stream();
        byte[] forced = request(any, 2, true, stream, false, dropped).body();
        byte[] free = request(any, 2, false, stream, false, dropped).body();
        return forcesLength() && !Arrays.equals(forced, free);
    }

    private WireRequest request(
            Prompt prompt,
            int outputTokens,
            boolean forceLength,
            boolean stream,
            boolean continuousUsage,
            Set<String> dropped) {
        return protocol.encode(new Ask(
                target.model(),
                prompt,
                outputTokens,
                forceLength,
                stream,
                continuousUsage,
                plan.requests().temperature(),
                bodySecrets.fields(),
                dropped));
    }

    private WireRequest filled(WireRequest request) {
        return new WireRequest(request.path(), request.headers(), bodySecrets.fill(request.body()));
    }
}
