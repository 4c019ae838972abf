package dev.llmbench.simulator.internal.openai;

import java.util.OptionalInt;

/** Parts of a usage object as vLLM and SGLang order it. */
public final class Usage {
    private Usage() {}

    /** Returns key and object up to the total. */
    public static String untilTotal(int promptTokens) {
        return ",\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"total_tokens\":";
    }

    /** Returns the end of the object, with what is cached of the prompt where it is told. */
    public static String end(OptionalInt cachedTokens) {
        return cachedTokens.isPresent()
                ? ",\"prompt_tokens_details\":{\"cached_tokens\":" + cachedTokens.getAsInt() + "}}"
                : "}";
    }
}
