package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.openai.ChunkForm;
import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.Route;
import dev.llmbench.simulator.internal.openai.Words;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.StandardCharsets;

/**
 * Sends each token as an event in a chunk of its own.
 *
 * <p>All that does not change from token to token is encoded before the first: a token costs a few copies into a pooled
 * buffer and nothing on the heap.
 */
final class StreamedGeneration extends Generation {
    private static final byte[][] WORDS = new byte[Words.count()][];
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] EVENT_END = ascii("}\n\n");
    private static final byte[] DONE = ascii("data: [DONE]\n\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = ascii(Words.word(i));
        }
    }

    private final ChannelHandlerContext ctx;
    private final CompletionAsk ask;
    private final ChunkForm form;
    private final GeneratedText text;
    private final Runnable whenFinished;
    private final byte[] beforeText;
    private final byte[] afterText;
    private final byte[] beforeCounts;
    private final byte[] betweenCounts;
    private final byte[] afterCounts;

    StreamedGeneration(
            ChannelHandlerContext ctx, CompletionAsk ask, ChunkForm form, GeneratedText text, Runnable whenFinished) {
        super(text.promptTokens(), text.outputTokens());
        this.ctx = ctx;
        this.ask = ask;
        this.form = form;
        this.text = text;
        this.whenFinished = whenFinished;
        this.beforeText = utf8("data: " + form.beforeText());
        this.afterText = utf8(form.afterText());
        this.beforeCounts = ascii(",\"usage\":{\"prompt_tokens\":" + text.promptTokens() + ",\"total_tokens\":");
        this.betweenCounts = ascii(",\"completion_tokens\":");
        this.afterCounts = ascii("}");
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: a write that fails closes the connection
    void send() {
        int token = generated();
        boolean last = token == outputTokens();
        ByteBuf out = ctx.alloc().ioBuffer(token == 1 || last ? 2048 : 512);
        if (token == 1 && ask.route() == Route.CHAT) {
            writeChunk(out, utf8("data: " + form.role() + usageText(0) + "}\n\n"));
        }
        byte[] word = WORDS[text.word(token - 1)];
        if (last) {
            String data = form.beforeText()
                    + new String(word, StandardCharsets.US_ASCII)
                    + form.afterLastText(text.finishReason())
                    + usageText(token);
            writeChunk(out, utf8("data: " + data + "}\n\n"));
            writeEnd(out);
        } else {
            writeToken(out, word, token);
        }
        ctx.writeAndFlush(out, ctx.voidPromise());
        if (last) {
            whenFinished.run();
        }
    }

    private void writeToken(ByteBuf out, byte[] word, int token) {
        int length = beforeText.length + word.length + afterText.length + EVENT_END.length;
        int total = text.promptTokens() + token;
        if (ask.continuousUsage()) {
            length += beforeCounts.length
                    + Digits.count(total)
                    + betweenCounts.length
                    + Digits.count(token)
                    + afterCounts.length;
        }
        Digits.writeHex(out, length);
        out.writeBytes(LINE_END).writeBytes(beforeText).writeBytes(word).writeBytes(afterText);
        if (ask.continuousUsage()) {
            out.writeBytes(beforeCounts);
            Digits.write(out, total);
            out.writeBytes(betweenCounts);
            Digits.write(out, token);
            out.writeBytes(afterCounts);
        }
        out.writeBytes(EVENT_END).writeBytes(LINE_END);
    }

    private void writeEnd(ByteBuf out) {
        if (ask.includeUsage()) {
            String usage = ChunkForm.usage(text.promptTokens(), outputTokens());
            writeChunk(out, utf8("data: " + form.noChoices() + usage + "}\n\n"));
        }
        writeChunk(out, DONE);
        out.writeBytes(LAST_CHUNK);
    }

    private String usageText(int token) {
        return ask.continuousUsage() ? ChunkForm.usage(text.promptTokens(), token) : "";
    }

    private static void writeChunk(ByteBuf out, byte[] bytes) {
        Digits.writeHex(out, bytes.length);
        out.writeBytes(LINE_END).writeBytes(bytes).writeBytes(LINE_END);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
