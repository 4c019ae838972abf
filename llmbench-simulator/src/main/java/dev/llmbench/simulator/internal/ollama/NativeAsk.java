package dev.llmbench.simulator.internal.ollama;

import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.AskedPrompt;
import dev.llmbench.simulator.internal.openai.Json;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request to one of Ollama's own text routes.
 *
 * @param chat whether the answer is a message
 * @param model as named
 * @param prompt what is to be continued; none asks to load or unload the model
 * @param most tokens of the answer, where the request limits them
 * @param stream whether the answer is wanted as a stream, which it is unless refused
 * @param unload whether the model is to leave the memory at once
 */
record NativeAsk(
        boolean chat, String model, Optional<AskedPrompt> prompt, OptionalInt most, boolean stream, boolean unload) {
    private static final int FILL_CONTEXT = -2;

    static NativeAsk parse(boolean chat, byte[] body) {
        ObjectNode ask = Json.object(body);
        OptionalInt predict = AskParser.number(ask.path("options"), "num_predict", FILL_CONTEXT);
        return new NativeAsk(
                chat,
                ask.path("model").stringValue(""),
                chat ? messages(ask) : prompt(ask),
                predict.stream().filter(tokens -> tokens > 0).findFirst(), // others mean no limit
                ask.path("stream").booleanValue(true),
                ask.path("keep_alive").asString("").equals("0"));
    }

    private static Optional<AskedPrompt> messages(ObjectNode ask) {
        return ask.path("messages").isEmpty() ? Optional.empty() : Optional.of(AskParser.messages(ask));
    }

    private static Optional<AskedPrompt> prompt(ObjectNode ask) {
        JsonNode prompt = ask.path("prompt");
        return prompt.isString() && !prompt.stringValue().isEmpty()
                ? Optional.of(AskedPrompt.of(prompt.stringValue()))
                : Optional.empty();
    }
}
