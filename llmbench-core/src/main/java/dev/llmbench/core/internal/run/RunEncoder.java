package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.RequestSettings.OutputLength;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import dev.llmbench.core.internal.load.PreparedRequest;
import dev.llmbench.core.internal.probe.ProbeReport;
import dev.llmbench.core.internal.secret.BodySecrets;
import dev.llmbench.core.internal.secret.RequestHeaders;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.transport.RequestEncoder;
import dev.llmbench.core.internal.workload.Question;

/** Writes questions as requests, in the way that the probe found. Safe for use by many threads. */
final class RunEncoder {
    private final Target target;
    private final BenchmarkPlan plan;
    private final WireProtocol protocol;
    private final ProbeReport.Asking asking;
    private final BodySecrets bodySecrets;
    private final RequestEncoder http;
    private final int addedByServer;

    /**
     * Creates the encoder of a run.
     *
     * @param asking how every request is to be asked
     * @param addedByServer how many tokens the server adds to a prompt's wanted length
     */
    RunEncoder(
            Target target,
            BenchmarkPlan plan,
            WireProtocol protocol,
            Secrets secrets,
            ProbeReport.Asking asking,
            int addedByServer) {
        this.target = target;
        this.plan = plan;
        this.protocol = protocol;
        this.asking = asking;
        this.bodySecrets = BodySecrets.of(target, secrets);
        boolean plainThroughProxy = target.connection().proxy().isPresent()
                && "http".equals(target.url().getScheme());
        this.http = new RequestEncoder(
                target.url(), plainThroughProxy, target.connection().keepAlive(), RequestHeaders.of(target, secrets));
        this.addedByServer = addedByServer;
    }

    PreparedRequest encode(Question question) {
        Ask ask = new Ask(
                target.model(),
                question.prompt(),
                question.outputTokens(),
                plan.requests().outputLength() == OutputLength.FORCED,
                plan.requests().stream(),
                asking.continuousUsage(),
                plan.requests().temperature(),
                bodySecrets.fields(),
                asking.droppedFields());
        WireRequest request = protocol.encode(ask);
        byte[] bytes =
                http.encode(new WireRequest(request.path(), request.headers(), bodySecrets.fill(request.body())));
        int promptTokens = question.promptTokens() == 0 ? 0 : question.promptTokens() + addedByServer;
        return new PreparedRequest(bytes, promptTokens, question.outputTokens());
    }
}
