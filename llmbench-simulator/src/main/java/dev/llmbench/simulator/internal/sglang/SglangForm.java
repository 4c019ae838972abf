package dev.llmbench.simulator.internal.sglang;

import dev.llmbench.simulator.internal.openai.Json;
import dev.llmbench.simulator.internal.openai.Route;
import dev.llmbench.simulator.internal.openai.StreamForm;
import dev.llmbench.simulator.internal.openai.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer as SGLang writes it: null fields are there, and a chat ends with an event without text.
 *
 * @param route which route
 * @param id without prefix
 * @param created seconds since 1970
 * @param model its first name
 */
record SglangForm(Route route, String id, long created, String model) implements StreamForm {
    private String opening(String object) {
        return "{\"id\":\"" + id + "\",\"object\":\"" + object + "\",\"created\":" + created + ",\"model\":"
                + Json.quoted(model) + ",\"choices\":[";
    }

    private String opening() {
        return opening(chat() ? "chat.completion.chunk" : "text_completion");
    }

    private boolean chat() {
        return route == Route.CHAT;
    }

    @Override
    public Optional<String> role() {
        return chat()
                ? Optional.of(opening()
                        + "{\"index\":0,\"delta\":{\"reasoning_content\":null,\"role\":\"assistant\",\"content\":\"\"},"
                        + "\"logprobs\":null,\"finish_reason\":null,\"matched_stop\":null}]")
                : Optional.empty();
    }

    @Override
    public String beforeText(boolean first) {
        return opening()
                + (chat()
                        ? "{\"index\":0,\"delta\":{\"reasoning_content\":null,\"content\":\""
                        : "{\"index\":0,\"text\":\"");
    }

    @Override
    public String afterText() {
        return (chat() ? "\"}" : "\"") + ",\"logprobs\":null,\"finish_reason\":null,\"matched_stop\":null}]";
    }

    @Override
    public List<String> ending(String text, boolean first, String finishReason) {
        String reason = "\"logprobs\":null,\"finish_reason\":\"" + finishReason + "\",\"matched_stop\":null}]";
        return chat()
                ? List.of(
                        beforeText(first) + text + afterText(),
                        opening() + "{\"index\":0,\"delta\":{\"reasoning_content\":null}," + reason)
                : List.of(beforeText(first) + text + "\"," + reason);
    }

    @Override
    public String noChoices() {
        return opening() + "]";
    }

    @Override
    public String absentUsage(boolean asked) {
        return chat() ? "" : ",\"usage\":null";
    }

    @Override
    public String usageUntilTotal(int promptTokens) {
        return Usage.untilTotal(promptTokens);
    }

    @Override
    public String usageEnd(OptionalInt cachedTokens) {
        return ",\"reasoning_tokens\":0" + Usage.end(cachedTokens);
    }

    @Override
    public String whole(String text, String finishReason, String usage) {
        String choice = chat()
                ? "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                        + "\",\"reasoning_content\":null,\"tool_calls\":null}"
                : "{\"index\":0,\"text\":\"" + text + "\"";
        return opening(chat() ? "chat.completion" : "text_completion") + choice + ",\"logprobs\":null,"
                + "\"finish_reason\":\"" + finishReason + "\",\"matched_stop\":null}]" + usage + "}";
    }
}
