package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;
import org.jspecify.annotations.Nullable;

/** Collects what the choices of one chunk hold: which channel bears text, token ids, the finish reason. */
final class OpenAiChoice {
    private static final byte[] TEXT = ascii("text");
    private static final byte[] DELTA = ascii("delta");
    private static final byte[] MESSAGE = ascii("message");
    private static final byte[] FINISH_REASON = ascii("finish_reason");
    private static final byte[] TOKEN_IDS = ascii("token_ids");
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] REFUSAL = ascii("refusal");
    private static final byte[] REASONING = ascii("reasoning");
    private static final byte[] REASONING_CONTENT = ascii("reasoning_content");
    private static final byte[] TOOL_CALLS = ascii("tool_calls");
    private static final byte[] FUNCTION_CALL = ascii("function_call");
    private static final byte[] FUNCTION = ascii("function");
    private static final byte[] ARGUMENTS = ascii("arguments");

    private final JsonCursor json;
    private boolean content;
    private boolean reasoning;
    private boolean toolCall;
    private int tokenIds;
    private @Nullable Finish finish;

    OpenAiChoice(JsonCursor json) {
        this.json = json;
    }

    void reset() {
        content = false;
        reasoning = false;
        toolCall = false;
        tokenIds = 0;
        finish = null;
    }

    /** Content goes before the rest: an event that brings the first of it must not hide behind its reasoning. */
    @Nullable
    Channel channel() {
        if (content) {
            return Channel.CONTENT;
        }
        if (toolCall) {
            return Channel.TOOL_CALL;
        }
        return reasoning ? Channel.REASONING : null;
    }

    int tokenIds() {
        return tokenIds;
    }

    @Nullable
    Finish finish() {
        return finish;
    }

    /** Takes one element of {@code choices}. */
    void take() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(DELTA) || json.is(MESSAGE)) {
                takeMessage();
            } else if (json.is(TEXT)) {
                content |= json.takeText();
            } else if (json.is(FINISH_REASON)) {
                takeFinish();
            } else if (json.is(TOKEN_IDS)) {
                takeTokenIds();
            } else {
                json.skip();
            }
        }
    }

    private void takeMessage() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(CONTENT)) {
                takeContent();
            } else if (json.is(REASONING_CONTENT) || json.is(REASONING)) {
                reasoning |= json.takeText();
            } else if (json.is(REFUSAL)) {
                content |= json.takeText();
            } else if (json.is(TOOL_CALLS)) {
                takeToolCalls();
            } else if (json.is(FUNCTION_CALL)) {
                takeFunction();
            } else {
                json.skip();
            }
        }
    }

    /** Takes a text, or the list of parts that some servers send in its place. */
    private void takeContent() {
        if (json.peek() != '[') {
            content |= json.takeText();
            return;
        }
        json.enterArray();
        while (json.nextElement()) {
            if (json.enterObject()) {
                while (json.nextName()) {
                    if (json.is(TEXT)) {
                        content |= json.takeText();
                    } else {
                        json.skip();
                    }
                }
            }
        }
    }

    private void takeToolCalls() {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            if (json.enterObject()) {
                while (json.nextName()) {
                    if (json.is(FUNCTION)) {
                        takeFunction();
                    } else {
                        json.skip();
                    }
                }
            }
        }
    }

    private void takeFunction() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(ARGUMENTS)) {
                toolCall |= json.takeText();
            } else {
                json.skip();
            }
        }
    }

    private void takeTokenIds() {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            json.skip();
            tokenIds++;
        }
    }

    private void takeFinish() {
        if (json.takeString() && !json.isEmptyString() && finish != Finish.ERROR) {
            finish = FinishReason.of(json);
        }
    }
}
