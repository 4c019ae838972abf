package dev.llmbench.simulator.internal.openai;

import dev.llmbench.simulator.internal.openai.CompletionAsk.Length;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a text route, and refuses what vLLM refuses. */
public final class AskParser {
    private AskParser() {}

    /**
     * Reads a request.
     *
     * @throws BadAskException when vLLM would answer 400
     */
    public static CompletionAsk parse(Route route, byte[] body) {
        ObjectNode ask = Json.object(body);
        boolean stream = flag(ask, "stream");
        JsonNode options = ask.path("stream_options");
        if (options.isObject() && !stream) {
            throw BadAskException.invalid("stream_options", "Stream options can only be defined when `stream=True`.");
        }
        if (number(ask, "n", 1).orElse(1) != 1) {
            throw BadAskException.invalid("n", "The simulator answers with one choice; n must be 1.");
        }
        OptionalInt max = number(ask, "max_tokens", 1);
        OptionalInt maxCompletion = number(ask, "max_completion_tokens", 1);
        var length = new Length(
                maxCompletion.isPresent() ? maxCompletion : max,
                number(ask, "min_tokens", 0).orElse(0),
                flag(ask, "ignore_eos"));
        return new CompletionAsk(
                route,
                ask.path("model").stringValue(""),
                route == Route.CHAT ? messages(ask) : prompt(ask),
                length,
                stream,
                flag(options, "include_usage"),
                flag(options, "continuous_usage_stats"));
    }

    /** Returns the prompt of {@code messages}. */
    public static AskedPrompt messages(ObjectNode ask) {
        JsonNode messages = ask.path("messages");
        if (!messages.isArray() || messages.isEmpty()) {
            throw BadAskException.invalid("messages", "messages must be an array with at least one message.");
        }
        var texts = new ArrayList<String>();
        for (JsonNode message : messages) {
            JsonNode content = message.path("content");
            if (content.isString()) {
                texts.add(content.stringValue());
            }
            if (content.isArray()) {
                content.forEach(part -> texts.add(part.path("text").stringValue("")));
            }
        }
        return new AskedPrompt(
                List.copyOf(texts), new int[0], messages.toString().hashCode());
    }

    /** Returns the prompt of {@code prompt}: a text, an array of ids, or either of them alone in an array. */
    public static AskedPrompt prompt(ObjectNode ask) {
        JsonNode prompt = ask.path("prompt");
        if (prompt.isArray() && prompt.size() == 1 && !prompt.get(0).isNumber()) {
            prompt = prompt.get(0);
        }
        if (prompt.isString()) {
            return AskedPrompt.of(prompt.stringValue());
        }
        if (!prompt.isArray()) {
            throw BadAskException.invalid("prompt", "prompt must be a string or an array of token ids.");
        }
        return ids(prompt, "prompt");
    }

    /** Returns the prompt of an array of token ids. */
    public static AskedPrompt ids(JsonNode array, String key) {
        int[] ids = new int[array.size()];
        for (int i = 0; i < ids.length; i++) {
            JsonNode id = array.get(i);
            if (!id.isIntegralNumber() || !id.canConvertToInt()) {
                throw BadAskException.invalid(
                        key, "The simulator takes one prompt a request: a string or one array of token ids.");
            }
            ids[i] = id.intValue();
        }
        return new AskedPrompt(List.of(), ids, 31 + Arrays.hashCode(ids));
    }

    /** Returns a whole number of at least the minimum, if the request has one of this name. */
    public static OptionalInt number(JsonNode ask, String key, int minimum) {
        JsonNode node = ask.path(key);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalInt.empty();
        }
        if (!node.canConvertToExactIntegral() || !node.canConvertToInt() || node.intValue() < minimum) {
            throw BadAskException.invalid(
                    key, key + " must be an integer of at least " + minimum + ", got " + node + ".");
        }
        return OptionalInt.of(node.intValue());
    }

    /** Returns whether something of this name is true. */
    public static boolean flag(JsonNode node, String key) {
        return node.path(key).booleanValue(false);
    }
}
