package dev.llmbench.core.internal.probe;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the route by which a server turns text into tokens, by asking; a run can do without. Used by one thread. */
final class TokenizerSearch {
    private final ControlClient client;
    private final String model;
    private final BenchmarkPlan plan;
    private final List<String> notes = new ArrayList<>();
    private final Set<String> late = new HashSet<>();

    TokenizerSearch(ControlClient client, String model, BenchmarkPlan plan) {
        this.client = client;
        this.model = model;
        this.plan = plan;
    }

    /** Returns the first route of the protocol that answers with tokens. */
    Optional<TokenizeRoute> find(WireProtocol protocol) {
        return protocol.tokenizeRoutes().stream().filter(this::tokenizes).findFirst();
    }

    /** Returns what failed and is done without. */
    List<String> notes() {
        return notes;
    }

    private boolean tokenizes(TokenizeRoute route) {
        String path = route.encode(model, "one", false).path();
        if (late.contains(path)) {
            return false; // another form of the question would only wait as long again
        }
        try {
            int one = length(route, "one");
            // a route that ignores the text would answer both alike
            return one > 0 && length(route, "one two three four five six") > one;
        } catch (LlmBenchException e) {
            String note = ServerTokens.withoutTokens(e);
            if (!notes.contains(note)) { // several forms of the question go to one path
                notes.add(note);
            }
            if (e instanceof NoAnswerException unanswered && unanswered.late()) {
                late.add(path);
            }
            return false;
        }
    }

    private int length(TokenizeRoute route, String text) {
        return ServerTokens.tokenize(client, route, model, text, plan)
                .map(ids -> ids.length)
                .orElse(0);
    }
}
