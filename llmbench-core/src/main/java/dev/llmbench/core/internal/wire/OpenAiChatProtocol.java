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
        json.writeStartArray();
        if (prompt instanceof Prompt.Text text) {
            writeMessage("user", text.text(), json);
        } else if (prompt instanceof Prompt.Messages messages) {
            messages.messages().forEach(message -> writeMessage(message.role(), message.content(), json));
        } else {
            throw new IllegalArgumentException(
                    ID + " can't send a prompt as token ids, since the server's chat template"
                            + " works on text; choose " + OpenAiCompletionsProtocol.ID + " or a prompt of text");
        }
        json.writeEndArray();
    }

    private static void writeMessage(String role, String content, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("role", role);
        json.writeStringProperty("content", content);
        json.writeEndObject();
    }
}
