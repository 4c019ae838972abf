package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.http.BadRequest;
import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.openai.BadAskException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One connection of a modelled server: answers its requests one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that can't be closed is closed already
final class ModelledConnection extends ChannelInboundHandlerAdapter {
    /** Beyond this a client that never waits for its answers would fill the memory with requests. */
    private static final int MOST_WAITING = 64;

    private final Optional<String> authorization;
    private final Engine engine;
    private final Face face;
    private final Deque<HttpAsk> waiting = new ArrayDeque<>(2);
    private @Nullable Conversation conversation;

    ModelledConnection(ServedModel served, Engine engine, Face face) {
        this.authorization = served.apiKey().map(key -> "Bearer " + key);
        this.engine = engine;
        this.face = face;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HttpAsk ask = (HttpAsk) message;
        if (conversation == null) {
            answer(ctx, ask);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(ask);
        } else {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof BadRequest && conversation != null) {
            ctx.close(); // an answer is under way, in whose middle a second one would be read as a part of it
        } else if (event instanceof BadRequest bad) {
            int status = Integer.parseInt(bad.status().substring(0, 3));
            begin(ctx, false).reply(Reply.text(status, "Invalid HTTP request received."));
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        waiting.clear();
        if (conversation != null) {
            conversation.cancel();
        }
        super.channelInactive(ctx);
    }

    /** A connection that fails is the client's news: its generation is cancelled when the channel closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void answer(ChannelHandlerContext ctx, HttpAsk ask) {
        Conversation begun = begin(ctx, ask.keepAlive());
        if (face.guards(ask.path())
                && authorization.isPresent()
                && !ask.header("authorization").equals(authorization)) {
            begun.reply(Reply.json(401, "{\"error\":\"Unauthorized\"}"));
            return;
        }
        try {
            face.answer(ask, begun);
        } catch (BadAskException e) {
            begun.reply(face.refusal(ask, e));
        }
    }

    private Conversation begin(ChannelHandlerContext ctx, boolean keepAlive) {
        var begun = new Conversation(ctx, engine, keepAlive, () -> over(ctx));
        conversation = begun;
        return begun;
    }

    private void over(ChannelHandlerContext ctx) {
        if (waiting.isEmpty()) {
            conversation = null;
            return;
        }
        // not directly: many pipelined requests answered at once would nest as deep as there are
        ctx.executor().execute(() -> {
            HttpAsk next = waiting.poll();
            if (next != null) {
                answer(ctx, next);
            }
        });
    }
}
