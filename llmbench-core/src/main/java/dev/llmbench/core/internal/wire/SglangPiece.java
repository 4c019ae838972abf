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
 * always of the answer so far. Tokens came when there is new text and, where it is told, the count grew; a count that grew
 * without text (half a character, the end token) is credited to the next text. Which kind of text it is shows as soon as one
 * does not begin as the first did: then it is only what is new.
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

    private static final int BEGINNING = 32;

    private final byte[] beginning = new byte[BEGINNING];
    private int beginningBytes;
    private boolean onlyNew;
    private int longestText;
    private long counted;

    private boolean answer;
    private boolean anyText;
    private int textBytes;
    private long promptTokens;
    private long completionTokens;
    private long cachedTokens;
    private @Nullable Finish finish;

    SglangPiece() {
        super(false);
    }

    @Override
    public void reset() {
        beginningBytes = 0;
        onlyNew = false;
        longestText = 0;
        counted = 0;
    }

    @Override
    void clear() {
        answer = false;
        anyText = false;
        textBytes = 0;
        promptTokens = completionTokens = cachedTokens = -1;
        finish = null;
    }

    @Override
    void takeField() {
        if (json.is(TEXT)) {
            answer = true;
            takeText();
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

    private void takeText() {
        anyText = json.takeString();
        textBytes = anyText ? json.stringBytes() : 0;
        if (textBytes == 0) {
            return;
        }
        if (beginningBytes == 0) {
            beginningBytes = json.copyString(beginning);
        } else {
            onlyNew |= !json.beginsAs(beginning, beginningBytes);
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
    public void report(long nanos, TokenCredit credit, DecodeSink sink) {
        if (bearsTokens()) {
            sink.tokens(nanos, Channel.CONTENT, credit.take(completionTokens, 0));
            counted = Math.max(counted, completionTokens);
        }
        longestText = Math.max(longestText, textBytes);
        if (finish != null) {
            sink.finish(nanos, finish);
        }
        if (promptTokens >= 0 || completionTokens >= 0) {
            sink.usage(nanos, promptTokens, completionTokens, cachedTokens);
        }
    }

    private boolean bearsTokens() {
        boolean told = completionTokens > 0;
        boolean grew = completionTokens > counted;
        if (!anyText) {
            return grew; // a server without a tokenizer sends ids only
        }
        return (onlyNew ? textBytes > 0 : textBytes > longestText) && (grew || !told);
    }
}
