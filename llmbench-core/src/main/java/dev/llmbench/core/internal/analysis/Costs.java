package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Cost;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Throughput;
import java.util.Optional;

/** What tokens cost at the throughput of a level. */
public final class Costs {
    private Costs() {}

    /**
     * Returns the cost of a level's output tokens.
     *
     * @param load the load; a single user makes it the cost of a single stream
     * @param throughput what the server delivered
     * @param server where the price stands
     * @return the cost, or empty without a price or without output tokens
     */
    public static Optional<Cost> of(LoadLevel load, Throughput throughput, ServerFacts server) {
        double tokensPerSecond = throughput.outputTokens().perSecond();
        boolean singleStream = load.maxInFlight().orElse(0) == 1;
        return server.pricePerHour()
                .filter(price -> tokensPerSecond > 0)
                .map(price -> Cost.of(price.amount(), tokensPerSecond, singleStream));
    }
}
