package dev.llmbench.simulator.internal.openai;

/**
 * The JSON of one answer's chunks, in the bytes of vLLM: the parts before and after a chunk's text, so that a token costs no
 * JSON.
 *
 * @param route which route
 * @param id with the route's prefix
 * @param created seconds since 1970
 * @param model as asked
 */
public record ChunkForm(Route route, String id, long created, String model) {
    /** Creates the form of an answer; the prefix of the route is put before the id. */
    public static ChunkForm of(Route route, String id, long created, String model) {
        return new ChunkForm(route, route.idPrefix() + id, created, model);
    }

    private String opening(String object) {
        return "{\"id\":" + Json.quoted(id) + ",\"object\":\"" + object + "\",\"created\":" + created + ",\"model\":"
                + Json.quoted(model) + ",\"choices\":[";
    }

    /** Returns what stands before the text of a token; the text must be safe in JSON. */
    public String beforeText() {
        return opening(route.chunkObject())
                + (route == Route.CHAT ? "{\"index\":0,\"delta\":{\"content\":\"" : "{\"index\":0,\"text\":\"");
    }

    /** Returns what stands before the text of reasoning; plain text on the completions route. */
    public String beforeReasoning() {
        return route == Route.CHAT
                ? opening(route.chunkObject()) + "{\"index\":0,\"delta\":{\"reasoning\":\""
                : beforeText();
    }

    /** Returns what stands after the text of a token that is not the last; without the closing brace. */
    public String afterText() {
        return route == Route.CHAT
                ? "\"},\"logprobs\":null,\"finish_reason\":null,\"token_ids\":null}]"
                : "\",\"logprobs\":null,\"finish_reason\":null,\"stop_reason\":null,\"prompt_token_ids\":null,"
                        + "\"token_ids\":null}]";
    }

    /** Returns what stands after the text of the last token; without the closing brace. */
    public String afterLastText(String finishReason) {
        return route == Route.CHAT
                ? "\"},\"logprobs\":null,\"finish_reason\":\"" + finishReason
                        + "\",\"stop_reason\":null,\"token_ids\":null}]"
                : "\",\"logprobs\":null,\"finish_reason\":\"" + finishReason
                        + "\",\"stop_reason\":null,\"prompt_token_ids\":null,\"token_ids\":null}]";
    }

    /** Returns the first chunk of a chat; without the closing brace. */
    public String role() {
        return opening(route.chunkObject())
                + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"logprobs\":null,"
                + "\"finish_reason\":null}],\"prompt_token_ids\":null";
    }

    /** Returns a chunk that has the finish reason and no text; without the closing brace. */
    public String finish(String finishReason) {
        return route == Route.CHAT
                ? opening(route.chunkObject()) + "{\"index\":0,\"delta\":{},\"logprobs\":null,\"finish_reason\":\""
                        + finishReason + "\"}]"
                : beforeText() + afterLastText(finishReason);
    }

    /** Returns the chunk without choices; without usage and closing brace. */
    public String noChoices() {
        return opening(route.chunkObject()) + "]";
    }

    /** Returns a usage object with its key and the comma before it. */
    public static String usage(int promptTokens, int completionTokens) {
        return ",\"usage\":{\"prompt_tokens\":" + promptTokens + ",\"total_tokens\":"
                + (promptTokens + completionTokens) + ",\"completion_tokens\":" + completionTokens + "}";
    }

    /** Returns a whole answer that is not streamed; the text must be safe in JSON, the usage may be empty text. */
    public String whole(String text, String finishReason, String usage) {
        String choice = route == Route.CHAT
                ? "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                        + "\",\"reasoning\":null,\"tool_calls\":[]},\"logprobs\":null,\"finish_reason\":\""
                        + finishReason + "\",\"stop_reason\":null,\"token_ids\":null}"
                : "{\"index\":0,\"text\":\"" + text + "\",\"logprobs\":null,\"finish_reason\":\"" + finishReason
                        + "\",\"stop_reason\":null,\"token_ids\":null,\"prompt_logprobs\":null,"
                        + "\"prompt_token_ids\":null}";
        return opening(route.wholeObject()) + choice + "],\"service_tier\":null,\"system_fingerprint\":null" + usage
                + ",\"prompt_logprobs\":null,\"kv_transfer_params\":null}";
    }

    /** Returns vLLM's error in the middle of a stream, with the spaces of Python's JSON. */
    public static String midStreamError(String message) {
        return "{\"error\": {\"message\": " + Json.quoted(message)
                + ", \"type\": \"InternalServerError\", \"param\": null, \"code\": 500}}";
    }
}
