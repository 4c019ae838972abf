package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.api.spi.DecodeSink;
import dev.llmbench.api.spi.DecodeSink.Channel;
import dev.llmbench.api.spi.DecodeSink.Finish;

/**
 * What matters of one document of the OpenAI protocol: a chunk of a stream or a whole answer. Several choices count as one:
 * the chunk bears tokens when any of them does.
 */
final class OpenAiChunk extends JsonPiece {
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

    private final OpenAiChoice choice = new OpenAiChoice(json);
    private boolean anyChoice;
    private long promptTokens;
    private long completionTokens;
    private long cachedTokens;
    private long cachedByTimings;
    private long promptNanos;
    private long outputNanos;

    OpenAiChunk() {
        super(true);
    }

    @Override
    void clear() {
        anyChoice = false;
        promptTokens = completionTokens = cachedTokens = cachedByTimings = -1;
        promptNanos = outputNanos = -1;
        choice.reset();
    }

    @Override
    public boolean isAnswer() {
        return anyChoice;
    }

    @Override
    public void report(long nanos, TokenCredit credit, DecodeSink sink) {
        Channel channel = choice.channel();
        if (channel == null) {
            credit.skip(choice.tokenIds());
        } else {
            sink.tokens(nanos, channel, credit.take(completionTokens, choice.tokenIds()));
        }
        Finish finish = choice.finish();
        if (finish != null) {
            sink.finish(nanos, finish);
        }
        // a zero beside text is a field that the server fills in later (Ollama), and no count
        if ((promptTokens >= 0 || completionTokens >= 0) && (completionTokens > 0 || !anyChoice)) {
            sink.usage(nanos, promptTokens, completionTokens, cachedTokens >= 0 ? cachedTokens : cachedByTimings);
        } else if (cachedByTimings >= 0) {
            sink.usage(nanos, -1, -1, cachedByTimings);
        }
        if (promptNanos >= 0 || outputNanos >= 0) {
            sink.serverTimes(nanos, promptNanos, outputNanos);
        }
    }

    @Override
    void takeField() {
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
                tellsError();
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
                cachedByTimings = json.takeCount();
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
}
