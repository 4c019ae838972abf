package dev.llmbench.simulator.internal.ollama;

import dev.llmbench.simulator.internal.openai.Json;
import dev.llmbench.simulator.internal.openai.Route;
import dev.llmbench.simulator.internal.openai.StreamForm;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer on Ollama's OpenAI routes: the role comes with the first token, the finish reason behind the last, and with
 * usage asked for, every event of a completion has one of zeros.
 *
 * @param route which route
 * @param number of the id, 0 to 998 and not unique
 * @param created seconds since 1970
 * @param model as asked
 */
record OllamaForm(Route route, int number, long created, String model) implements StreamForm {
    private static final String FINGERPRINT = ",\"system_fingerprint\":\"fp_ollama\"";

    private boolean chat() {
        return route == Route.CHAT;
    }

    private String opening(String object) {
        return "{\"id\":\"" + (chat() ? "chatcmpl-" : "cmpl-") + number + "\",\"object\":\"" + object
                + "\",\"created\":" + created + (chat() ? modelFields() + ",\"choices\":[" : ",\"choices\":[");
    }

    private String opening() {
        return opening(chat() ? "chat.completion.chunk" : "text_completion");
    }

    private String closing() {
        return chat() ? "]" : "]" + modelFields();
    }

    private String modelFields() {
        return ",\"model\":" + Json.quoted(model) + FINGERPRINT;
    }

    @Override
    public Optional<String> role() {
        return Optional.empty();
    }

    @Override
    public String beforeText(boolean first) {
        if (!chat()) {
            return opening() + "{\"text\":\"";
        }
        return opening() + "{\"index\":0,\"delta\":{" + (first ? "\"role\":\"assistant\"," : "") + "\"content\":\"";
    }

    @Override
    public String afterText() {
        return (chat() ? "\"},\"finish_reason\":null}" : "\",\"index\":0,\"finish_reason\":null}") + closing();
    }

    @Override
    public List<String> ending(String text, boolean first, String finishReason) {
        String empty = chat() ? "{\"index\":0,\"delta\":{}" : "{\"text\":\"\",\"index\":0";
        return List.of(
                beforeText(first) + text + afterText(),
                opening() + empty + ",\"finish_reason\":\"" + finishReason + "\"}" + closing());
    }

    @Override
    public String noChoices() {
        return opening() + closing();
    }

    @Override
    public String absentUsage(boolean asked) {
        return asked && !chat() ? usage(0, 0, OptionalInt.empty()) : "";
    }

    @Override
    public String usageUntilTotal(int promptTokens) {
        throw new UnsupportedOperationException("Ollama tells no usage with its tokens");
    }

    @Override
    public String usageEnd(OptionalInt cachedTokens) {
        return "}";
    }

    @Override
    public String usage(int promptTokens, int completionTokens, OptionalInt cachedTokens) {
        return ",\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"completion_tokens\":" + completionTokens
                + ",\"total_tokens\":" + (promptTokens + completionTokens) + "}";
    }

    @Override
    public String whole(String text, String finishReason, String usage) {
        String choice = chat()
                ? "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"}"
                : "{\"text\":\"" + text + "\",\"index\":0";
        return opening(chat() ? "chat.completion" : "text_completion") + choice + ",\"finish_reason\":\"" + finishReason
                + "\"}" + closing() + usage + "}";
    }
}
