package dev.llmbench.core.internal.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The models that a server says it has.
 *
 * @param cards one for each model, in the server's order
 */
record ModelList(List<Card> cards) {
    private static final List<String> LENGTH_FIELDS =
            List.of("max_model_len", "context_length", "context_window", "max_context_length");
    private static final int SHOWN = 10;
    private static final int LONGEST_NAME = 120;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One model: its id, who is said to own it (engines write their name there), the longest context. */
    record Card(String id, String ownedBy, OptionalInt maxModelLength) {
        /**
         * Whether the engine takes the fields that force the length of an answer and does nothing with them, as Ollama does
         * on its OpenAI routes. An answer that happens to fill its length can't show that.
         */
        boolean ignoresForcedLength() {
            return ownedBy.equals("library");
        }
    }

    ModelList {
        cards = List.copyOf(cards);
    }

    /** Reads {@code {"data":[{"id":…}]}}; empty when this is something else. */
    static Optional<ModelList> of(Answer answer) {
        if (!answer.ok() || answer.isPage()) {
            return Optional.empty();
        }
        JsonNode data = tree(answer.body()).path("data");
        if (!data.isArray()) {
            return Optional.empty();
        }
        List<Card> cards = new ArrayList<>();
        for (JsonNode card : data) {
            if (card.path("id").isString()) {
                cards.add(new Card(
                        card.path("id").stringValue(), card.path("owned_by").asString(""), length(card)));
            }
        }
        return Optional.of(new ModelList(cards));
    }

    /** Reads a document, or returns a missing node where it can't be read. */
    static JsonNode tree(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException e) {
            return JSON.missingNode();
        }
    }

    /** Finds a model; Ollama means the tag {@code latest} where a name has none. */
    Optional<Card> card(String model) {
        return cards.stream()
                .filter(card -> card.id().equals(model) || card.id().equals(model + ":latest"))
                .findFirst();
    }

    /** Names of models for a message, at most ten. */
    String names(ControlClient client) {
        List<String> names = cards.stream()
                .limit(SHOWN)
                .map(card -> "'" + client.words(card.id(), LONGEST_NAME) + "'")
                .toList();
        String more = cards.size() > SHOWN ? " and " + (cards.size() - SHOWN) + " more" : "";
        return names.isEmpty() ? "none" : String.join(", ", names) + more;
    }

    private static OptionalInt length(JsonNode card) {
        for (String field : LENGTH_FIELDS) {
            JsonNode length = card.path(field);
            if (length.canConvertToInt() && length.intValue() > 0) {
                return OptionalInt.of(length.intValue());
            }
        }
        return OptionalInt.empty();
    }
}
