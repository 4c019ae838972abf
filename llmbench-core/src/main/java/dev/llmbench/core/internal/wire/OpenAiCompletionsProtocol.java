package dev.llmbench.core.internal.wire;

import static java.util.stream.Collectors.joining;

import dev.llmbench.api.Prompt;
import tools.jackson.core.JsonGenerator;

/** {@code POST /v1/completions}: the prompt goes to the model as it is, as text or as token ids. */
public final class OpenAiCompletionsProtocol extends OpenAiProtocol {
    /** The protocol's id. */
    public static final String ID = "openai-completions";

    /** Creates the protocol. */
    public OpenAiCompletionsProtocol() {
        super(ID, "/v1/completions", "prompt", true);
    }

    @Override
    void writePrompt(Prompt prompt, JsonGenerator json) {
        if (prompt instanceof Prompt.Text text) {
            json.writeString(text.text());
        } else if (prompt instanceof Prompt.Messages messages) {
            json.writeString(
                    messages.messages().stream().map(Prompt.Message::content).collect(joining("\n\n")));
        } else if (prompt instanceof Prompt.TokenIds ids) {
            json.writeStartArray();
            for (int i = 0; i < ids.length(); i++) {
                json.writeNumber(ids.id(i));
            }
            json.writeEndArray();
        }
    }
}
