package dev.llmbench.simulator.internal.modelled;

import java.util.function.Function;

/** Sends the answer in one body once its last token is made. */
public final class WholeGeneration extends Generation {
    private final Conversation conversation;
    private final Function<? super WholeGeneration, Reply> reply;

    /** Creates one; the function makes the answer when it is finished. */
    public WholeGeneration(
            GeneratedText text, Conversation conversation, Function<? super WholeGeneration, Reply> reply) {
        super(text);
        this.conversation = conversation;
        this.reply = reply;
    }

    @Override
    void send() {
        if (finished()) {
            conversation.reply(reply.apply(this));
        }
    }
}
