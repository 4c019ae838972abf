package dev.llmbench.simulator.internal.openai;

import java.util.Optional;

/** An OpenAI route that generates text. */
public enum Route {
    /** {@code /v1/chat/completions}. */
    CHAT("chatcmpl-", "chat.completion.chunk", "chat.completion"),
    /** {@code /v1/completions}. */
    COMPLETIONS("cmpl-", "text_completion", "text_completion");

    private final String idPrefix;
    private final String chunkObject;
    private final String wholeObject;

    Route(String idPrefix, String chunkObject, String wholeObject) {
        this.idPrefix = idPrefix;
        this.chunkObject = chunkObject;
        this.wholeObject = wholeObject;
    }

    /** Returns the route of a path, whatever comes before it. */
    public static Optional<Route> of(String path) {
        if (path.endsWith("/chat/completions")) {
            return Optional.of(CHAT);
        }
        return path.endsWith("/completions") ? Optional.of(COMPLETIONS) : Optional.empty();
    }

    String idPrefix() {
        return idPrefix;
    }

    String chunkObject() {
        return chunkObject;
    }

    String wholeObject() {
        return wholeObject;
    }
}
