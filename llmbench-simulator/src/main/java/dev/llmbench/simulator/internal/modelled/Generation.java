package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.model.Sequence;

/** A sequence whose tokens go to a client. */
abstract class Generation extends Sequence {
    Generation(int promptTokens, int outputTokens) {
        super(promptTokens, outputTokens);
    }

    /** Sends the token that the engine has just made, the {@link #generated}th. */
    abstract void send();
}
