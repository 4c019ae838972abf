package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.StreamForm;
import dev.llmbench.simulator.internal.openai.Words;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/**
 * Sends each token of an OpenAI route as an event in a chunk of its own.
 *
 * <p>All that does not change from token to token is encoded before the second: a token costs a few copies into a pooled
 * buffer and nothing on the heap.
 */
public final class StreamedGeneration extends Generation {
    private static final byte[][] WORDS = new byte[Words.count()][];
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] EVENT_END = ascii("}\n\n");
    private static final byte[] BETWEEN_COUNTS = ascii(",\"completion_tokens\":");

    static {
        for (int i = 0; i < WORDS.length; i++) {
            WORDS[i] = ascii(Words.word(i));
        }
    }

    private final Conversation conversation;
    private final CompletionAsk ask;
    private final StreamForm form;
    private final boolean tellsCached;
    private byte[] beforeText = {};
    private byte[] afterText = {};
    private byte[] afterCounts = {};

    /** Creates one; {@code tellsCached} when usage tells how much of the prompt was cached. */
    public StreamedGeneration(
            GeneratedText text, Conversation conversation, CompletionAsk ask, StreamForm form, boolean tellsCached) {
        super(text);
        this.conversation = conversation;
        this.ask = ask;
        this.form = form;
        this.tellsCached = tellsCached;
    }

    /** Returns how many prompt tokens were cached, where it is to be told. */
    static OptionalInt cached(Generation generation, boolean told) {
        return told ? OptionalInt.of(generation.cachedTokens()) : OptionalInt.empty();
    }

    @Override
    void send() {
        int token = generated();
        boolean last = token == outputTokens();
        ByteBuf out = conversation.buffer(token == 1 || last ? 2048 : 512);
        if (token == 1) {
            form.role().ifPresent(role -> writeEvent(out, role + usageText(0)));
            encodeParts();
        }
        if (last) {
            writeEnd(out);
            conversation.sendLast(out);
        } else {
            writeToken(out, token);
            conversation.send(out);
        }
        if (token == 1) {
            beforeText = utf8("data: " + form.beforeText(false));
        }
    }

    private void encodeParts() {
        beforeText = utf8("data: " + form.beforeText(true));
        String counts = ask.continuousUsage()
                ? form.usageUntilTotal(text().promptTokens())
                : form.absentUsage(ask.includeUsage());
        afterText = utf8(form.afterText() + counts);
        afterCounts = utf8(form.usageEnd(cached(this, tellsCached)));
    }

    private void writeToken(ByteBuf out, int token) {
        byte[] word = WORDS[text().word(token - 1)];
        int length = beforeText.length + word.length + afterText.length + EVENT_END.length;
        int total = text().promptTokens() + token;
        if (ask.continuousUsage()) {
            length += Digits.count(total) + BETWEEN_COUNTS.length + Digits.count(token) + afterCounts.length;
        }
        Digits.writeHex(out, length);
        out.writeBytes(LINE_END).writeBytes(beforeText).writeBytes(word).writeBytes(afterText);
        if (ask.continuousUsage()) {
            Digits.write(out, total);
            out.writeBytes(BETWEEN_COUNTS);
            Digits.write(out, token);
            out.writeBytes(afterCounts);
        }
        out.writeBytes(EVENT_END).writeBytes(LINE_END);
    }

    private void writeEnd(ByteBuf out) {
        int token = generated();
        form.ending(word(), token == 1, text().finishReason())
                .forEach(event -> writeEvent(out, event + usageText(token)));
        if (ask.includeUsage()) {
            writeEvent(out, form.noChoices() + usage(token));
        }
        Conversation.writeChunk(out, "data: [DONE]\n\n");
    }

    private String usageText(int token) {
        return ask.continuousUsage() ? usage(token) : form.absentUsage(ask.includeUsage());
    }

    private String usage(int token) {
        return form.usage(text().promptTokens(), token, cached(this, tellsCached));
    }

    private static void writeEvent(ByteBuf out, String event) {
        Conversation.writeChunk(out, "data: " + event + "}\n\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
