package dev.llmbench.benchmarks.startup;

import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.ReceivedRequest;
import dev.llmbench.simulator.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A server on loopback that tells when a client's first requests came. Its stamps are {@link System#nanoTime()} of this process.
 */
final class FirstSight implements AutoCloseable {
    /** The model that a scripted server lists. */
    static final String MODEL = "scripted";

    private final ScriptedServer server = ScriptedServer.start(Script.of(
            Answers.tokensFromRequest().timeToFirst(Duration.ofMillis(1)).every(Duration.ofMillis(1))));

    String url() {
        return server.url().toString();
    }

    /** When the first bytes of any kind were asked for, usually the list of models. */
    OptionalLong question() {
        return first(request -> true);
    }

    /** When the first answer of a model was asked for, which is the probe's. */
    OptionalLong probe() {
        return first(request -> request.scripted().isPresent());
    }

    /** When the first answer of the length that the load asks for was. */
    OptionalLong load() {
        String wanted = ":" + FirstRequest.OUTPUT_TOKENS;
        return first(request -> request.scripted().isPresent() && request.body().contains(wanted));
    }

    private OptionalLong first(Predicate<ReceivedRequest> kind) {
        List<ReceivedRequest> all = server.requests();
        return all.stream()
                .filter(kind)
                .mapToLong(ReceivedRequest::receivedNanos)
                .min();
    }

    @Override
    public void close() {
        server.close();
    }
}
