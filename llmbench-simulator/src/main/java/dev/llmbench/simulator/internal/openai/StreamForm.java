package dev.llmbench.simulator.internal.openai;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The JSON of one answer on an OpenAI route in the words of one engine: the parts before and after a token's text, so that a
 * token costs no JSON. Events come without usage and closing brace; texts must be safe in JSON.
 */
public interface StreamForm {
    /** Returns the event that goes before the first token. */
    Optional<String> role();

    /** Returns what stands before the text of a token. */
    String beforeText(boolean first);

    /** Returns what stands after the text of a token that is not the last. */
    String afterText();

    /** Returns the events of the last token: one with text and finish reason, or one each. */
    List<String> ending(String text, boolean first, String finishReason);

    /** Returns the event that has nothing but usage. */
    String noChoices();

    /** Returns what an event has in place of usage, with its comma; {@code asked} when it will come at the end. */
    String absentUsage(boolean asked);

    /** Returns a usage object with its key and the comma before it, up to the total. */
    String usageUntilTotal(int promptTokens);

    /** Returns the rest of a usage object behind the answer's tokens. */
    String usageEnd(OptionalInt cachedTokens);

    /** Returns a usage object with its key and the comma before it. */
    default String usage(int promptTokens, int completionTokens, OptionalInt cachedTokens) {
        return usageUntilTotal(promptTokens) + (promptTokens + completionTokens) + ",\"completion_tokens\":"
                + completionTokens + usageEnd(cachedTokens);
    }

    /** Returns a whole answer that is not streamed. */
    String whole(String text, String finishReason, String usage);
}
