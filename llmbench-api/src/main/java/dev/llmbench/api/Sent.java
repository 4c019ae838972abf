package dev.llmbench.api;

import java.util.List;

/**
 * How the server was really asked, as a probe before the run found it.
 *
 * @param path the path of the route, such as {@code /v1/chat/completions}
 * @param sampleBody the body of the first request with its prompt left out and secrets replaced by their references
 * @param droppedFields optional fields that the server refuses and that were not sent
 * @param lengthForced whether the server was told to keep the wanted output length
 * @param promptLengths how prompt lengths were made: {@code token ids}, {@code calibrated text}, {@code estimated
 *     text}, or {@code as given}
 * @param usage how token counts were asked for: {@code none}, {@code final} or {@code continuous}
 * @param notes what else the probe found
 */
public record Sent(
        String path,
        String sampleBody,
        List<String> droppedFields,
        boolean lengthForced,
        String promptLengths,
        String usage,
        List<String> notes) {
    /** Copies the lists. */
    public Sent {
        droppedFields = List.copyOf(droppedFields);
        notes = List.copyOf(notes);
    }
}
