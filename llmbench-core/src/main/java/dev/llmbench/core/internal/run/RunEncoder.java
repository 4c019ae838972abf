package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.load.PreparedRequest;
import dev.llmbench.core.internal.probe.Encoder;
import dev.llmbench.core.internal.probe.ProbeReport;
import dev.llmbench.core.internal.secret.RequestHeaders;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.transport.RequestEncoder;
import dev.llmbench.core.internal.workload.Question;

/** Writes questions as requests, in the way that the probe found. Safe for use by many threads. */
final class RunEncoder {
    private final Encoder encoder;
    private final ProbeReport.Asking asking;
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
        this.encoder = new Encoder(target, plan, protocol, secrets);
        this.asking = asking;
        boolean plainThroughProxy = target.connection().proxy().isPresent()
                && "http".equals(target.url().getScheme());
        this.http = new RequestEncoder(
                target.url(), plainThroughProxy, target.connection().keepAlive(), RequestHeaders.of(target, secrets));
        this.addedByServer = addedByServer;
    }

    PreparedRequest encode(Question question) {
        byte[] bytes = http.encode(encoder.streamedAsPlanned(
                question.prompt(), question.outputTokens(), asking.continuousUsage(), asking.droppedFields()));
        int promptTokens = question.promptTokens() == 0 ? 0 : question.promptTokens() + addedByServer;
        return new PreparedRequest(bytes, promptTokens, question.outputTokens());
    }
}
