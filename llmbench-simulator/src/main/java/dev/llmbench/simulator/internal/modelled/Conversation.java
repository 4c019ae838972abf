package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.http.Head;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The answer to one request on its connection: one {@link #reply}, or a stream that is opened, written and closed. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as a closed connection
public final class Conversation {
    private static final String MODELLED = "modelled";
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ChannelHandlerContext ctx;
    private final Engine engine;
    private final boolean keepAlive;
    private final Runnable whenOver;
    private byte[] pendingHead = {};
    private @Nullable Generation generation;

    Conversation(ChannelHandlerContext ctx, Engine engine, boolean keepAlive, Runnable whenOver) {
        this.ctx = ctx;
        this.engine = engine;
        this.keepAlive = keepAlive;
        this.whenOver = whenOver;
    }

    /** Answers in one piece. */
    public void reply(Reply reply) {
        byte[] bytes = Head.whole(reply.status(), MODELLED, reply.contentType(), keepAlive, reply.body());
        ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        over();
    }

    /** Puts a generation into the engine's queue; when the client goes away, it is cancelled. */
    public void generate(Generation asked) {
        generation = asked;
        engine.arrive(asked);
    }

    /** Sends the head of a stream at once. */
    public void openStream(String contentType) {
        openStreamLater(contentType);
        ctx.writeAndFlush(Unpooled.wrappedBuffer(pendingHead));
        pendingHead = new byte[0];
    }

    /** Sends the head of a stream together with its first chunk. */
    public void openStreamLater(String contentType) {
        pendingHead = new Head(200, MODELLED)
                .with("content-type", contentType)
                .with("transfer-encoding", "chunked")
                .withIf(!keepAlive, "connection", "close")
                .bytes();
    }

    /** Returns a buffer for chunks, with the head in it where that is still to be sent. */
    public ByteBuf buffer(int bytes) {
        ByteBuf out = ctx.alloc().ioBuffer(bytes + pendingHead.length);
        out.writeBytes(pendingHead);
        pendingHead = new byte[0];
        return out;
    }

    /** Writes a chunk; its text may be of any length above zero. */
    public static void writeChunk(ByteBuf out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Digits.writeHex(out, bytes.length);
        out.writeBytes(LINE_END).writeBytes(bytes).writeBytes(LINE_END);
    }

    /** Sends chunks. */
    public void send(ByteBuf chunks) {
        ctx.writeAndFlush(chunks, ctx.voidPromise());
    }

    /** Sends the last chunks and ends the stream. */
    public void sendLast(ByteBuf chunks) {
        send(chunks.writeBytes(LAST_CHUNK));
        over();
    }

    /** The client has gone. */
    void cancel() {
        if (generation != null) {
            engine.cancel(generation);
        }
    }

    private void over() {
        generation = null;
        if (keepAlive) {
            whenOver.run();
        } else {
            ctx.close();
        }
    }
}
