package dev.llmbench.simulator.internal.sglang;

import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.AskedPrompt;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.CompletionAsk.Length;
import dev.llmbench.simulator.internal.openai.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to SGLang's own route.
 *
 * @param prompt text or token ids
 * @param length of the answer
 * @param stream whether the answer is wanted as a stream
 */
record GenerateAsk(AskedPrompt prompt, Length length, boolean stream) {
    /** What the route generates at most when nothing is said. */
    static final int DEFAULT_TOKENS = 128;

    static GenerateAsk parse(byte[] body) {
        ObjectNode ask = Json.object(body);
        JsonNode sampling = ask.path("sampling_params");
        var length = new Length(
                AskParser.number(sampling, "max_new_tokens", 1),
                AskParser.number(sampling, "min_new_tokens", 0).orElse(0),
                AskParser.flag(sampling, "ignore_eos"));
        return new GenerateAsk(prompt(ask), length, AskParser.flag(ask, "stream"));
    }

    private static AskedPrompt prompt(ObjectNode ask) {
        JsonNode text = ask.path("text");
        JsonNode ids = ask.path("input_ids");
        if (text.isString() && ids.isMissingNode()) {
            return AskedPrompt.of(text.stringValue());
        }
        if (ids.isArray() && text.isMissingNode()) {
            return AskParser.ids(ids, "input_ids");
        }
        throw BadAskException.invalid(
                "text", "Either text or input_ids should be provided: one string, or one array of token ids.");
    }
}
