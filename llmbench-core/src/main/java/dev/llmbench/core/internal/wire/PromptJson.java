package dev.llmbench.core.internal.wire;

import dev.llmbench.api.Prompt;
import tools.jackson.core.JsonGenerator;

/** Prompts as values of request fields. */
final class PromptJson {
    private PromptJson() {}

    /** Writes the list of messages that chat routes take. */
    static void messages(Prompt prompt, JsonGenerator json) {
        json.writeStartArray();
        if (prompt instanceof Prompt.Text text) {
            message("user", text.text(), json);
        } else if (prompt instanceof Prompt.Messages messages) {
            messages.messages().forEach(message -> message(message.role(), message.content(), json));
        } else {
            throw new IllegalArgumentException(
                    "a chat route can't send a prompt as token ids, since the server's chat template"
                            + " works on text; choose " + OpenAiCompletionsProtocol.ID + " or a prompt of text");
        }
        json.writeEndArray();
    }

    /** Writes a list of token ids. */
    static void ids(Prompt.TokenIds ids, JsonGenerator json) {
        json.writeStartArray();
        for (int i = 0; i < ids.length(); i++) {
            json.writeNumber(ids.id(i));
        }
        json.writeEndArray();
    }

    private static void message(String role, String content, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("role", role);
        json.writeStringProperty("content", content);
        json.writeEndObject();
    }
}
