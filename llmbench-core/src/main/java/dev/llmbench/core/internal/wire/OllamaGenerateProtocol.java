package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;

/** Ollama's {@code POST /api/generate}. */
public final class OllamaGenerateProtocol extends OllamaProtocol {
    /** The protocol's id. */
    public static final String ID = "ollama-generate";

    /** Creates the protocol. */
    public OllamaGenerateProtocol() {
        super(ID, "/api/generate");
    }

    @Override
    void writePrompt(Prompt prompt, BodyWriter fields) {
        if (prompt instanceof Prompt.Text text) {
            fields.text("prompt", text.text());
        } else if (prompt instanceof Prompt.Messages) {
            throw refusal("a conversation", "choose " + OllamaChatProtocol.ID);
        } else {
            throw refusal("a prompt as token ids", "Ollama takes text only");
        }
    }
}
