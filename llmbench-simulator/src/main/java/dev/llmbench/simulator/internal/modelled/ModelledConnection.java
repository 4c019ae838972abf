package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.http.BadRequest;
import dev.llmbench.simulator.internal.http.Head;
import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.modelled.ControlRoutes.Reply;
import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.ChunkForm;
import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.Route;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One connection of a modelled server: answers its requests one after the other. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as a closed connection
final class ModelledConnection extends ChannelInboundHandlerAdapter {
    private static final String MODELLED = "modelled";

    /** Beyond this a client that never waits for its answers would fill the memory with requests. */
    private static final int MOST_WAITING = 64;

    private final ServedModel served;
    private final Engine engine;
    private final ControlRoutes control;
    private final SplittableRandom ids;
    private final Deque<HttpAsk> waiting = new ArrayDeque<>(2);
    private boolean busy;
    private @Nullable Generation generation;

    ModelledConnection(ServedModel served, Engine engine, ControlRoutes control, SplittableRandom ids) {
        this.served = served;
        this.engine = engine;
        this.control = control;
        this.ids = ids;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        HttpAsk ask = (HttpAsk) message;
        if (!busy) {
            answer(ctx, ask);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(ask);
        } else {
            ctx.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        if (event instanceof BadRequest && busy) {
            ctx.close(); // an answer is under way, in whose middle a second one would be read as a part of it
        } else if (event instanceof BadRequest bad) {
            int status = Integer.parseInt(bad.status().substring(0, 3));
            reply(ctx, false, new Reply(status, "text/plain; charset=utf-8", "Invalid HTTP request received."));
        }
        super.userEventTriggered(ctx, event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        waiting.clear();
        if (generation != null) {
            engine.cancel(generation);
        }
        super.channelInactive(ctx);
    }

    /** A connection that fails is the client's news: its generation is cancelled when the channel closes. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void answer(ChannelHandlerContext ctx, HttpAsk ask) {
        busy = true;
        Optional<Route> route = Route.of(ask.path()).filter(text -> ask.path().startsWith("/v1/"));
        if (!authorised(ask)) {
            reply(ctx, ask.keepAlive(), Reply.json(401, "{\"error\":\"Unauthorized\"}"));
        } else if (route.isPresent() && ask.method().equals("POST")) {
            generate(ctx, ask, route.get());
        } else {
            reply(ctx, ask.keepAlive(), control.reply(ask));
        }
    }

    private boolean authorised(HttpAsk ask) {
        return served.apiKey().isEmpty()
                || !ask.path().startsWith("/v1")
                || ask.header("authorization").equals(served.apiKey().map(key -> "Bearer " + key));
    }

    private void generate(ChannelHandlerContext ctx, HttpAsk http, Route route) {
        try {
            CompletionAsk ask = AskParser.parse(route, http.body());
            control.checkModel(ask.model());
            GeneratedText text = GeneratedText.of(ask, served);
            String id = "%016x%016x".formatted(ids.nextLong(), ids.nextLong());
            var form = ChunkForm.of(route, id, System.currentTimeMillis() / 1000, served.name());
            generation = ask.stream() ? stream(ctx, http, ask, form, text) : whole(ctx, http, form, text);
            engine.arrive(generation);
        } catch (BadAskException e) {
            reply(ctx, http.keepAlive(), Reply.of(e));
        }
    }

    private Generation stream(
            ChannelHandlerContext ctx, HttpAsk http, CompletionAsk ask, ChunkForm form, GeneratedText text) {
        byte[] head = new Head(200, MODELLED)
                .with("content-type", "text/event-stream; charset=utf-8")
                .with("transfer-encoding", "chunked")
                .withIf(!http.keepAlive(), "connection", "close")
                .bytes();
        ctx.writeAndFlush(Unpooled.wrappedBuffer(head)); // before the first token, as uvicorn does
        return new StreamedGeneration(ctx, ask, form, text, () -> finished(ctx, http.keepAlive()));
    }

    private Generation whole(ChannelHandlerContext ctx, HttpAsk http, ChunkForm form, GeneratedText text) {
        return new WholeGeneration(text, () -> {
            String usage = ChunkForm.usage(text.promptTokens(), text.outputTokens());
            String body = form.whole(text.whole(), text.finishReason(), usage);
            reply(ctx, http.keepAlive(), Reply.json(200, body));
        });
    }

    private void reply(ChannelHandlerContext ctx, boolean keepAlive, Reply reply) {
        byte[] bytes = Head.whole(reply.status(), MODELLED, reply.contentType(), keepAlive, reply.body());
        ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        finished(ctx, keepAlive);
    }

    private void finished(ChannelHandlerContext ctx, boolean keepAlive) {
        generation = null;
        if (!keepAlive) {
            ctx.close();
        } else if (waiting.isEmpty()) {
            busy = false;
        } else {
            // not directly: many pipelined requests answered at once would nest as deep as there are
            ctx.executor().execute(() -> {
                HttpAsk next = waiting.poll();
                if (next != null) {
                    answer(ctx, next);
                }
            });
        }
    }
}
