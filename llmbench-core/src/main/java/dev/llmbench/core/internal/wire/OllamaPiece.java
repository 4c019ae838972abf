package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;
import org.jspecify.annotations.Nullable;

/**
 * A line, or a whole answer, of Ollama's own routes: {@code response} of {@code /api/generate}, {@code message} of
 * {@code /api/chat}. The last line tells counts and the server's own times.
 */
final class OllamaPiece extends JsonPiece {
    private static final byte[] RESPONSE = ascii("response");
    private static final byte[] MESSAGE = ascii("message");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] THINKING = ascii("thinking");
    private static final byte[] TOOL_CALLS = ascii("tool_calls");
    private static final byte[] DONE = ascii("done");
    private static final byte[] DONE_REASON = ascii("done_reason");
    private static final byte[] PROMPT_COUNT = ascii("prompt_eval_count");
    private static final byte[] PROMPT_TIME = ascii("prompt_eval_duration");
    private static final byte[] OUTPUT_COUNT = ascii("eval_count");
    private static final byte[] OUTPUT_TIME = ascii("eval_duration");
    private static final byte[] ERROR = ascii("error");

    private boolean answer;
    private boolean content;
    private boolean thinking;
    private boolean toolCall;
    private boolean done;
    private @Nullable Finish finish;
    private long promptTokens;
    private long outputTokens;
    private long promptNanos;
    private long outputNanos;

    OllamaPiece() {
        super(true);
    }

    @Override
    void clear() {
        answer = content = thinking = toolCall = done = false;
        finish = null;
        promptTokens = outputTokens = promptNanos = outputNanos = -1;
    }

    @Override
    void takeField() {
        if (json.is(RESPONSE)) {
            answer = true;
            content |= json.takeText();
        } else if (json.is(MESSAGE)) {
            answer = true;
            takeMessage();
        } else if (json.is(THINKING)) {
            thinking |= json.takeText();
        } else if (json.is(DONE)) {
            done = json.peek() == 't';
            json.skip();
        } else if (json.is(DONE_REASON)) {
            finish = json.takeString() ? FinishReason.of(json) : null;
        } else if (json.is(ERROR)) {
            takeError();
        } else {
            takeFigure();
        }
    }

    private void takeMessage() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(CONTENT)) {
                content |= json.takeText();
            } else if (json.is(THINKING)) {
                thinking |= json.takeText();
            } else if (json.is(TOOL_CALLS)) {
                toolCall |= json.peek() == '[';
                json.skip();
            } else {
                json.skip();
            }
        }
    }

    private void takeFigure() {
        if (json.is(PROMPT_COUNT)) {
            promptTokens = json.takeCount();
        } else if (json.is(OUTPUT_COUNT)) {
            outputTokens = json.takeCount();
        } else if (json.is(PROMPT_TIME)) {
            promptNanos = json.takeCount();
        } else if (json.is(OUTPUT_TIME)) {
            outputNanos = json.takeCount();
        } else {
            json.skip();
        }
    }

    @Override
    public boolean isAnswer() {
        return answer;
    }

    @Override
    public boolean isLast() {
        return done;
    }

    @Override
    public void report(long nanos, TokenCredit credit, DecodeSink sink) {
        if (content || thinking || toolCall) {
            Channel channel = content ? Channel.CONTENT : toolCall ? Channel.TOOL_CALL : Channel.REASONING;
            sink.tokens(nanos, channel, DecodeSink.UNKNOWN_TOKENS);
        }
        if (!done) {
            return;
        }
        sink.finish(nanos, finish == null ? Finish.STOP : finish); // old versions give no reason
        if (promptTokens >= 0 || outputTokens >= 0) {
            sink.usage(nanos, promptTokens, outputTokens, -1);
        }
        if (promptNanos >= 0 || outputNanos >= 0) {
            sink.serverTimes(nanos, promptNanos, outputNanos);
        }
        sink.done(nanos);
    }
}
