package dev.llmbench.api.spi;

import dev.llmbench.api.JsonFields;
import dev.llmbench.api.Prompt;
import java.util.Objects;
import java.util.Set;

/**
 * One question to a server, before it is put into the bytes of a protocol.
 *
 * @param model the model's name as the server knows it
 * @param prompt what to answer
 * @param outputTokens the wanted length of the answer in tokens, at least 1
 * @param forceLength whether the answer shall have exactly that length where the server can be made to
 * @param stream whether the answer shall come token by token
 * @param continuousUsage whether every event shall carry token counts, where the protocol can ask for that
 * @param temperature the sampling temperature, 0 for greedy decoding
 * @param bodyFields further fields of the request body, which win over the protocol's own. In the place
 *     of a secret stands a whole number, which is replaced in the bytes that the protocol wrote
 * @param droppedFields optional fields that this server refuses and that must not be sent
 */
public record Ask(
        String model,
        Prompt prompt,
        int outputTokens,
        boolean forceLength,
        boolean stream,
        boolean continuousUsage,
        double temperature,
        JsonFields bodyFields,
        Set<String> droppedFields) {
    /** Checks the length and copies the set. */
    public Ask {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(bodyFields, "bodyFields");
        if (outputTokens < 1) {
            throw new IllegalArgumentException("outputTokens must be at least 1, but was " + outputTokens);
        }
        droppedFields = Set.copyOf(droppedFields);
    }
}
