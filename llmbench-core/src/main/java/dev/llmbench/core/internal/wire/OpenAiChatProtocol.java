package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;
import tools.jackson.core.JsonGenerator;

/** {@code POST /v1/chat/completions}: the server puts the prompt into the model's chat template. */
public final class OpenAiChatProtocol extends OpenAiProtocol {
    /** The protocol's id. */
    public static final String ID = "openai-chat";

    /** Creates the protocol. */
    public OpenAiChatProtocol() {
        super(ID, "/v1/chat/completions", "messages", false);
    }

    @Override
    void writePrompt(Prompt prompt, JsonGenerator json) {
        PromptJson.messages(prompt, json);
    }
}
