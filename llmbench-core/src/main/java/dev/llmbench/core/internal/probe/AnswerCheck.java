package dev.llmbench.core.internal.probe;

import dev.llmbench.api.TargetException;
import dev.llmbench.api.spi.WireProtocol;
import java.util.Locale;
import java.util.Optional;

/** Tells whether an answer is what a server of a protocol sends, or says in one line why it is not. */
final class AnswerCheck {
    private final ControlClient client;
    private final WireProtocol protocol;
    private final boolean streamed;
    private final String path;

    /**
     * Creates a check.
     *
     * @param client who asked
     * @param protocol how
     * @param streamed whether a stream was asked for
     * @param path the protocol's path, for words
     */
    AnswerCheck(ControlClient client, WireProtocol protocol, boolean streamed, String path) {
        this.client = client;
        this.protocol = protocol;
        this.streamed = streamed;
        this.path = path;
    }

    /** Returns what is in an answer, or throws what is wrong with it. */
    Findings understood(Answer answer, Optional<ModelList> models) {
        Refusals refusals = new Refusals(client, models);
        if (!answer.ok()) {
            throw refusals.of(answer, path);
        }
        if (answer.isPage()) {
            throw refusals.page(answer, client.route().path(path));
        }
        Findings findings = Findings.in(answer, protocol, streamed);
        String address = "the server at " + client.route().address();
        if (!findings.error().isEmpty() || findings.failedInside()) {
            String said = findings.error().isEmpty() ? "no reason given" : client.words(findings.error(), 500);
            throw new TargetException(address + " failed inside its answer (" + said + "); look at its log");
        }
        if (!findings.protocolError().isEmpty()) {
            throw new TargetException(address + " does not answer as " + protocol.id() + " expects: "
                    + client.words(findings.protocolError(), 500) + "; check url and route");
        }
        if (findings.empty()) {
            throw new TargetException(address + " answered without a single token (status " + answer.status()
                    + "); check the model, its chat template and the server's log");
        }
        if (streamed && !findings.finished()) {
            throw new TargetException(
                    address
                            + " ended its answer without a finish reason or an end mark; look at its log and any proxy between");
        }
        return findings;
    }

    /** Whether a good answer came as one document, though a stream was asked for; decoders take either. */
    boolean cameWhole(Answer answer, Findings findings) {
        String type = answer.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        boolean ofStreams = type.contains("event-stream") || type.contains("ndjson");
        return streamed
                && !ofStreams
                && findings.tokenEvents() == 1
                && findings.outputTokens().orElse(2) > 1;
    }
}
