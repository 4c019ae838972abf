package dev.llmbench.simulator.internal.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a request into an {@link HttpAsk}; a request that is no HTTP is answered 400 and closed. */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails shows as a closed connection
final class AskReader extends ChannelInboundHandlerAdapter {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_BODY = 256 << 20;

    private final ReadStamp stamp;
    private @Nullable HttpRequest head;
    private @Nullable CompositeByteBuf body;

    AskReader(ReadStamp stamp) {
        this.stamp = stamp;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (message instanceof HttpRequest request) {
                begin(ctx, request);
            }
            if (message instanceof HttpContent content && head != null) {
                add(ctx, content, head);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        dropBody();
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            refuse(ctx, "400 Bad Request");
            return;
        }
        head = request;
        body = ctx.alloc().compositeBuffer(1024);
        if (HttpUtil.is100ContinueExpected(request)) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE));
        }
    }

    private void add(ChannelHandlerContext ctx, HttpContent content, HttpRequest request) {
        CompositeByteBuf soFar = body;
        if (soFar == null) {
            return;
        }
        if (content.decoderResult().isFailure()) {
            refuse(ctx, "400 Bad Request");
            return;
        }
        if (soFar.readableBytes() + content.content().readableBytes() > MAX_BODY) {
            refuse(ctx, "413 Content Too Large");
            return;
        }
        if (content.content().isReadable()) {
            soFar.addComponent(true, content.content().retain());
        }
        if (content instanceof LastHttpContent) {
            byte[] bytes = ByteBufUtil.getBytes(soFar);
            dropBody();
            head = null;
            ctx.fireChannelRead(new HttpAsk(
                    request.method().name(),
                    request.uri(),
                    headers(request),
                    bytes,
                    HttpUtil.isKeepAlive(request),
                    stamp.nanos()));
        }
    }

    private static Map<String, List<String>> headers(HttpRequest request) {
        var headers = new HashMap<String, List<String>>();
        request.headers()
                .forEach(entry -> headers.computeIfAbsent(
                                entry.getKey().toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                        .add(entry.getValue()));
        return headers;
    }

    private void refuse(ChannelHandlerContext ctx, String status) {
        head = null;
        dropBody();
        ctx.fireUserEventTriggered(new BadRequest(status));
    }

    private void dropBody() {
        if (body != null) {
            body.release();
            body = null;
        }
    }
}
