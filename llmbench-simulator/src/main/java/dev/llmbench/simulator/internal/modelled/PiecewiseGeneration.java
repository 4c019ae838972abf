package dev.llmbench.simulator.internal.modelled;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.function.Function;

/** Sends each token as texts in chunks of their own, which a function makes. */
public final class PiecewiseGeneration extends Generation {
    private static final int USUAL_BYTES = 512;

    private final Conversation conversation;
    private final Function<? super PiecewiseGeneration, List<String>> pieces;

    /** Creates one; the function is called for every token and returns what is to be sent for it. */
    public PiecewiseGeneration(
            GeneratedText text, Conversation conversation, Function<? super PiecewiseGeneration, List<String>> pieces) {
        super(text);
        this.conversation = conversation;
        this.pieces = pieces;
    }

    @Override
    void send() {
        ByteBuf out = conversation.buffer(USUAL_BYTES);
        pieces.apply(this).forEach(piece -> Conversation.writeChunk(out, piece));
        if (finished()) {
            conversation.sendLast(out);
        } else {
            conversation.send(out);
        }
    }
}
