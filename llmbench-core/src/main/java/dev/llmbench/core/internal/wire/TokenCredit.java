package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.DecodeSink;

/**
 * Finds out how many tokens an event brought, from counts that grow over the stream or from listed token ids.
 *
 * <p>Tokens of events without text (pieces of a character, text held back for a stop word) are credited to the next event
 * with text, so that none vanish. A growing count says nothing about an event when the events before it told nothing: it
 * then only sets the base for the events that follow. So the single count at the end of an ordinary stream is not taken
 * for the tokens of the last event.
 */
final class TokenCredit {
    private long credited;
    private long idsWaiting;
    private boolean baseUnknown;

    void reset() {
        credited = 0;
        idsWaiting = 0;
        baseUnknown = false;
    }

    /** Takes an event without text. */
    void skip(int tokenIds) {
        idsWaiting += tokenIds;
    }

    /**
     * Takes an event with text.
     *
     * @param total the tokens of the answer so far as the event tells them, zero or less when it doesn't
     * @param tokenIds how many token ids it lists
     * @return the event's tokens, or {@link DecodeSink#UNKNOWN_TOKENS}
     */
    int take(long total, int tokenIds) {
        long tokens = DecodeSink.UNKNOWN_TOKENS;
        if (total > 0) {
            tokens = baseUnknown ? idsWaiting + tokenIds : total - credited;
            baseUnknown = false;
            credited = Math.max(credited, total);
            idsWaiting = 0;
        } else if (tokenIds > 0) {
            tokens = idsWaiting + tokenIds;
            credited += tokens;
            idsWaiting = 0;
        } else {
            baseUnknown = true;
        }
        return tokens > 0 && tokens <= Integer.MAX_VALUE ? (int) tokens : DecodeSink.UNKNOWN_TOKENS;
    }
}
