package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;

/** Ollama's {@code POST /api/chat}. */
public final class OllamaChatProtocol extends OllamaProtocol {
    /** The protocol's id. */
    public static final String ID = "ollama-chat";

    /** Creates the protocol. */
    public OllamaChatProtocol() {
        super(ID, "/api/chat");
    }

    @Override
    void writePrompt(Prompt prompt, BodyWriter fields) {
        if (prompt instanceof Prompt.TokenIds) {
            throw refusal("a prompt as token ids", "Ollama takes text only");
        }
        fields.value("messages", json -> PromptJson.messages(prompt, json));
    }
}
