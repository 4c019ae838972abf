package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.openai.BadAskException;
import java.util.SplittableRandom;

/** The routes and wire formats of one engine. */
public interface Face {
    /**
     * Answers a request, at once or token by token.
     *
     * @throws BadAskException for what the engine would refuse
     */
    void answer(HttpAsk ask, Conversation conversation);

    /** Returns whether a path wants the key, where there is one. */
    boolean guards(String path);

    /** Returns what the engine says of a request that it refuses. */
    Reply refusal(HttpAsk ask, BadAskException bad);

    /** Makes the face of a server. */
    @FunctionalInterface
    interface Factory {
        /** Returns the face; ids of answers are drawn from the random source. */
        Face create(ServedModel served, Engine engine, SplittableRandom ids);
    }
}
