package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.api.spi.DecodeSink.Finish;
import java.util.Locale;

/** The words by which servers tell why an answer ended. */
enum FinishReason {
    STOP(Finish.STOP),
    LENGTH(Finish.LENGTH),
    TOOL_CALLS(Finish.TOOL_CALLS),
    FUNCTION_CALL(Finish.TOOL_CALLS),
    EOS_TOKEN(Finish.STOP),
    STOP_SEQUENCE(Finish.STOP),
    MAX_TOKENS(Finish.LENGTH),
    ABORT(Finish.ERROR),
    ERROR(Finish.ERROR);

    private static final FinishReason[] ALL = values();

    @SuppressWarnings("ImmutableEnumChecker") // written nowhere; compared with the bytes of every finish
    private final byte[] word;

    private final Finish finish;

    FinishReason(Finish finish) {
        this.word = ascii(name().toLowerCase(Locale.ROOT));
        this.finish = finish;
    }

    /** Understands the string that was read last. */
    static Finish of(JsonCursor json) {
        for (FinishReason reason : ALL) {
            if (json.is(reason.word)) {
                return reason.finish;
            }
        }
        return Finish.OTHER;
    }
}
