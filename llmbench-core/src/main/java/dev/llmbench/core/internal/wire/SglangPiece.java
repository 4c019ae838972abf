package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;
import org.jspecify.annotations.Nullable;

/**
 * An event, or a whole answer, of SGLang's own route.
 *
 * <p>Its text is that of the whole answer so far, or only what is new where the server was started so; its token count is
 * always of the answer so far. So tokens came when the count grew; where none is told, when the text changed its length.
 */
final class SglangPiece extends JsonPiece {
    private static final byte[] TEXT = ascii("text");
    private static final byte[] OUTPUT_IDS = ascii("output_ids");
    private static final byte[] META_INFO = ascii("meta_info");
    private static final byte[] PROMPT_TOKENS = ascii("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = ascii("completion_tokens");
    private static final byte[] CACHED_TOKENS = ascii("cached_tokens");
    private static final byte[] FINISH_REASON = ascii("finish_reason");
    private static final byte[] TYPE = ascii("type");
    private static final byte[] ERROR = ascii("error");

    private boolean answer;
    private int textBytes;
    private int lastTextBytes;
    private long tokensBefore;
    private long promptTokens;
    private long completionTokens;
    private long cachedTokens;
    private @Nullable Finish finish;

    @Override
    public void reset() {
        tokensBefore = 0;
        lastTextBytes = 0;
    }

    @Override
    void clear() {
        answer = false;
        textBytes = 0;
        promptTokens = completionTokens = cachedTokens = -1;
        finish = null;
    }

    @Override
    void takeField() {
        if (json.is(TEXT)) {
            answer = true;
            textBytes = json.takeString() ? json.stringBytes() : 0;
        } else if (json.is(OUTPUT_IDS)) {
            answer = true;
            json.skip();
        } else if (json.is(META_INFO)) {
            takeMeta();
        } else if (json.is(ERROR)) {
            takeError();
        } else {
            json.skip();
        }
    }

    private void takeMeta() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(PROMPT_TOKENS)) {
                promptTokens = json.takeCount();
            } else if (json.is(COMPLETION_TOKENS)) {
                completionTokens = json.takeCount();
            } else if (json.is(CACHED_TOKENS)) {
                cachedTokens = json.takeCount();
            } else if (json.is(FINISH_REASON)) {
                takeFinish();
            } else {
                json.skip();
            }
        }
    }

    /** Takes {@code null}, a word as old versions have it, or an object with the word in its type. */
    private void takeFinish() {
        if (json.peek() == '"') {
            json.takeString();
            finish = FinishReason.of(json);
        } else if (json.enterObject()) {
            finish = Finish.OTHER;
            while (json.nextName()) {
                if (json.is(TYPE) && json.takeString()) {
                    finish = FinishReason.of(json);
                } else if (!json.is(TYPE)) {
                    json.skip();
                }
            }
        }
    }

    @Override
    public boolean isAnswer() {
        return answer;
    }

    @Override
    public void report(long nanos, DecodeSink sink) {
        if (completionTokens >= 0) {
            long more = completionTokens - tokensBefore;
            if (more > 0) {
                sink.tokens(nanos, Channel.CONTENT, (int) Math.min(more, Integer.MAX_VALUE));
                tokensBefore = completionTokens;
            }
        } else if (textBytes > 0 && textBytes != lastTextBytes) {
            sink.tokens(nanos, Channel.CONTENT, DecodeSink.UNKNOWN_TOKENS);
        }
        lastTextBytes = textBytes;
        if (finish != null) {
            sink.finish(nanos, finish);
        }
        if (promptTokens >= 0 || completionTokens >= 0) {
            sink.usage(nanos, promptTokens, completionTokens, cachedTokens);
        }
    }
}
