package dev.llmbench.core.internal.workload;

import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON array of conversations; the first turn of the human is the prompt. Conversations without one are skipped.
 *
 * <p>Read token by token: such files are larger than memory.
 */
final class ShareGptPrompts implements FilePrompts {
    private static final Set<String> HUMAN = Set.of("human", "user");
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(PromptLines.LONGEST)
                    .build())
            .build();

    private final String path;
    private final JsonParser parser;
    private boolean begun;

    private ShareGptPrompts(String path, JsonParser parser) {
        this.path = path;
        this.parser = parser;
    }

    /**
     * Begins to read.
     *
     * @param path the file's name for messages
     * @param in its bytes; closed with the prompts, or at once where they are no text
     */
    static ShareGptPrompts of(String path, InputStream in) throws IOException {
        try {
            return new ShareGptPrompts(path, JSON.createParser(ObjectReadContext.empty(), in));
        } catch (JacksonException e) { // its first bytes tell the encoding
            in.close();
            throw new ConfigurationException("the prompt file '" + path + "' is not text; convert it to UTF-8", e);
        }
    }

    @Override
    public Optional<FilePrompt> next() throws IOException {
        try {
            if (!begun) {
                begun = true;
                if (parser.nextToken() != JsonToken.START_ARRAY) {
                    throw bad("is not a JSON array of conversations");
                }
            }
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Optional<String> text = conversation();
                if (text.isPresent()) {
                    return text.map(FilePrompt::of);
                }
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw bad("holds something that is not a conversation, or ends too early");
            }
            return Optional.empty();
        } catch (JacksonException e) {
            // Jackson's words quote the file's text; the place is enough
            throw bad(
                    e.getMessage() != null && e.getMessage().contains("UTF-8")
                            ? "is not UTF-8"
                            : "is not valid JSON, or holds a text longer than 4 MiB,");
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private Optional<String> conversation() {
        Optional<String> found = Optional.empty();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            boolean turns = name.equals("conversations") || name.equals("conversation");
            if (turns && value == JsonToken.START_ARRAY && found.isEmpty()) {
                found = firstOfHuman();
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private Optional<String> firstOfHuman() {
        Optional<String> found = Optional.empty();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == null) {
                throw bad("ends too early");
            }
            if (parser.currentToken() == JsonToken.START_OBJECT && found.isEmpty()) {
                found = turn();
            } else {
                parser.skipChildren();
            }
        }
        return found;
    }

    private Optional<String> turn() {
        String from = "";
        String value = "";
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (token != JsonToken.VALUE_STRING) {
                parser.skipChildren();
            } else if (name.equals("from") || name.equals("role")) {
                from = parser.getString();
            } else if (name.equals("value") || name.equals("content")) {
                value = parser.getString();
            }
        }
        return HUMAN.contains(from) && !value.isBlank() ? Optional.of(value) : Optional.empty();
    }

    private ConfigurationException bad(String what) {
        return new ConfigurationException("the prompt file '" + path + "' " + what + " at line "
                + Math.max(1, parser.currentLocation().getLineNr())
                + "; a ShareGPT file looks like [{\"conversations\": [{\"from\": \"human\", \"value\": \"…\"}]}]");
    }
}
