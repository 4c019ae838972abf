package dev.llmbench.core.internal.workload;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.TokenRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One JSON object a line, with {@code prompt} or {@code messages}, and optionally {@code output_tokens}. */
final class JsonlLine {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(PromptLines.LONGEST)
                            .build())
                    .build())
            .build();

    private final String path;
    private final long number;

    private JsonlLine(String path, long number) {
        this.path = path;
        this.number = number;
    }

    /** Reads the lines of a file; the path is for messages. */
    static LinePrompts.Form of(String path) {
        return (line, number) -> new JsonlLine(path, number).parsed(line);
    }

    private FilePrompt parsed(String line) {
        JsonNode entry;
        try {
            entry = JSON.readTree(line);
        } catch (JacksonException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw bad("is not valid JSON" + (column > 0 ? " (at character " + column + ")" : ""));
        }
        if (!entry.isObject()) {
            throw bad("is not a JSON object");
        }
        OptionalInt output = output(entry);
        JsonNode prompt = entry.path("prompt");
        if (prompt.isString() && !prompt.stringValue().isBlank()) {
            return new FilePrompt(
                    new Prompt.Text(prompt.stringValue()),
                    output,
                    prompt.stringValue().length());
        }
        if (entry.path("messages").isArray() && !entry.path("messages").isEmpty()) {
            List<Prompt.Message> messages = new ArrayList<>();
            entry.path("messages").forEach(message -> messages.add(message(message)));
            int size = messages.stream()
                    .mapToInt(message -> message.content().length())
                    .sum();
            return new FilePrompt(new Prompt.Messages(messages), output, size);
        }
        throw bad("has neither a text \"prompt\" nor a list \"messages\"");
    }

    private Prompt.Message message(JsonNode message) {
        JsonNode role = message.path("role");
        JsonNode content = message.path("content");
        if (!role.isString() || role.stringValue().isBlank()) {
            throw bad("has a message without a \"role\"");
        }
        if (content.isString()) {
            return new Prompt.Message(role.stringValue(), content.stringValue());
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("text").isString()) {
                throw bad("has a message whose content is not text");
            }
            text.append(part.path("text").stringValue());
        }
        if (text.length() == 0) {
            throw bad("has a message whose content is not text");
        }
        return new Prompt.Message(role.stringValue(), text.toString());
    }

    private OptionalInt output(JsonNode entry) {
        JsonNode output = entry.path("output_tokens");
        if (output.isMissingNode() || output.isNull()) {
            return OptionalInt.empty();
        }
        if (!output.isIntegralNumber()
                || !output.canConvertToInt()
                || output.intValue() < 1
                || output.intValue() > TokenRange.LIMIT) {
            throw bad("has \"output_tokens\" that is not a whole number from 1 to " + TokenRange.LIMIT);
        }
        return OptionalInt.of(output.intValue());
    }

    private ConfigurationException bad(String what) {
        return new ConfigurationException(
                "line " + number + " of the prompt file '" + path + "' " + what
                        + "; give {\"prompt\": \"…\"} or {\"messages\": [{\"role\": \"user\", \"content\": \"…\"}]} on each line");
    }
}
