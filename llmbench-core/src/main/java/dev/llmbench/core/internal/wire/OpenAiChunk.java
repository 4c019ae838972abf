package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;
import org.jspecify.annotations.Nullable;

/**
 * What matters of one document of the OpenAI protocol: a chunk of a stream or a whole answer.
 *
 * <p>{@link #scan} overwrites everything; nothing is allocated unless the document is broken or tells an error. Several
 * choices count as one: the chunk bears tokens when any of them does.
 */
final class OpenAiChunk {
    private static final byte[] OBJECT = ascii("object");
    private static final byte[] ERROR = ascii("error");
    private static final byte[] CHOICES = ascii("choices");
    private static final byte[] USAGE = ascii("usage");
    private static final byte[] PROMPT_TOKENS = ascii("prompt_tokens");
    private static final byte[] COMPLETION_TOKENS = ascii("completion_tokens");
    private static final byte[] PROMPT_TOKENS_DETAILS = ascii("prompt_tokens_details");
    private static final byte[] CACHED_TOKENS = ascii("cached_tokens");
    private static final byte[] TIMINGS = ascii("timings");
    private static final byte[] PROMPT_MS = ascii("prompt_ms");
    private static final byte[] PREDICTED_MS = ascii("predicted_ms");
    private static final byte[] CACHE_N = ascii("cache_n");

    private final JsonCursor json = new JsonCursor();
    private final OpenAiChoice choice = new OpenAiChoice(json);
    private byte[] bytes = new byte[0];
    private int from;
    private int to;
    private boolean object;
    private boolean error;
    private boolean anyChoice;
    private long promptTokens;
    private long completionTokens;
    private long cachedTokens;
    private long promptNanos;
    private long outputNanos;

    /** Reads the document {@code bytes[from … to)}; false when it is no JSON object, see {@link #failure}. */
    boolean scan(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        error = false;
        anyChoice = false;
        promptTokens = -1;
        completionTokens = -1;
        cachedTokens = -1;
        promptNanos = -1;
        outputNanos = -1;
        choice.reset();
        json.over(bytes, from, to);
        object = json.peek() == '{';
        if (json.enterObject()) {
            while (json.nextName()) {
                takeField();
            }
        }
        return json.complete() && object;
    }

    /** Returns why the document could not be read. */
    String failure() {
        return json.failure().isEmpty() ? "expected a JSON object" : "invalid JSON, " + json.failure();
    }

    boolean isError() {
        return error;
    }

    /** Returns the error's words. */
    String errorMessage() {
        return ErrorBody.message(bytes, from, to);
    }

    boolean hasChoices() {
        return anyChoice;
    }

    /** Returns where the tokens belong, or null when the chunk bears none. */
    @Nullable
    Channel channel() {
        return choice.channel();
    }

    /** Returns why the answer ended, or null when it goes on. */
    @Nullable
    Finish finish() {
        return choice.finish();
    }

    /** Returns how many token ids were listed, 0 for none. */
    int tokenIds() {
        return choice.tokenIds();
    }

    boolean hasUsage() {
        return promptTokens >= 0 || completionTokens >= 0;
    }

    /** Returns the tokens of the prompt, or -1 as {@link DecodeSink#usage} wants it. */
    long promptTokens() {
        return promptTokens;
    }

    /** Returns the tokens of the answer so far, or -1. */
    long completionTokens() {
        return completionTokens;
    }

    /** Returns the cached tokens of the prompt, or -1. */
    long cachedTokens() {
        return cachedTokens;
    }

    /** Returns whether the server told how long it worked. */
    boolean hasTimes() {
        return promptNanos >= 0 || outputNanos >= 0;
    }

    /** Returns how long the server read the prompt, in nanoseconds, or -1. */
    long promptNanos() {
        return promptNanos;
    }

    /** Returns how long the server generated the answer, in nanoseconds, or -1. */
    long outputNanos() {
        return outputNanos;
    }

    private void takeField() {
        if (json.is(CHOICES)) {
            takeChoices();
        } else if (json.is(USAGE)) {
            takeUsage();
        } else if (json.is(TIMINGS)) {
            takeTimings();
        } else if (json.is(ERROR)) {
            takeError();
        } else if (json.is(OBJECT)) {
            // the flat form: {"object":"error","message":…}
            if (json.takeString() && json.is(ERROR)) {
                error = true;
            }
        } else {
            json.skip();
        }
    }

    private void takeChoices() {
        if (!json.enterArray()) {
            return;
        }
        while (json.nextElement()) {
            anyChoice = true;
            choice.take();
        }
    }

    private void takeUsage() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(PROMPT_TOKENS)) {
                promptTokens = json.takeCount();
            } else if (json.is(COMPLETION_TOKENS)) {
                completionTokens = json.takeCount();
            } else if (json.is(PROMPT_TOKENS_DETAILS)) {
                takePromptDetails();
            } else {
                json.skip();
            }
        }
    }

    /** Takes what llama.cpp tells of its own work. */
    private void takeTimings() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(PROMPT_MS)) {
                promptNanos = json.takeMillis();
            } else if (json.is(PREDICTED_MS)) {
                outputNanos = json.takeMillis();
            } else if (json.is(CACHE_N)) {
                cachedTokens = json.takeCount();
            } else {
                json.skip();
            }
        }
    }

    private void takePromptDetails() {
        if (!json.enterObject()) {
            return;
        }
        while (json.nextName()) {
            if (json.is(CACHED_TOKENS)) {
                cachedTokens = json.takeCount();
            } else {
                json.skip();
            }
        }
    }

    private void takeError() {
        switch (json.peek()) {
            case '{' -> {
                error = true;
                json.skip();
            }
            case '"' -> error |= json.takeString() && !json.isEmptyString();
            default -> json.skip();
        }
    }
}
