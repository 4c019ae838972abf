package dev.llmbench.core.internal.probe;

import dev.llmbench.api.Sent;
import dev.llmbench.api.spi.TokenizeRoute;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a server told before the run, and how it is to be asked.
 *
 * @param engine name and version of the engine in the server's words, such as {@code vllm 0.27.1}
 * @param simulated whether the server said that it is a simulator
 * @param modelListed whether the model is in the server's list; empty when there is no list
 * @param maxModelLength the longest context in tokens, where told
 * @param asking how every request is to be asked
 * @param tokenizeRoute the route that turned text into tokens, where one did
 * @param beforeRun the tokens of llmbench's own questions so far
 * @param notes what a reader of the result should know
 */
public record ProbeReport(
        Optional<String> engine,
        boolean simulated,
        Optional<Boolean> modelListed,
        OptionalInt maxModelLength,
        Asking asking,
        Optional<TokenizeRoute> tokenizeRoute,
        TokensBeforeRun beforeRun,
        List<String> notes) {
    /** Copies the notes. */
    public ProbeReport {
        notes = List.copyOf(notes);
    }

    /**
     * How every request is to be asked; goes into {@link dev.llmbench.api.spi.Ask} as it is.
     *
     * @param path the path of the route, the target's own path before it included
     * @param sampleBody a body as it is sent, with the prompt left out and references in the place of secrets
     * @param droppedFields optional fields that the server refuses, in the order in which that was found
     * @param lengthForced whether the server is told to keep the wanted length
     * @param continuousUsage whether token counts are asked for in every event
     * @param usageReported whether the server reports token counts at all
     */
    public record Asking(
            String path,
            String sampleBody,
            Set<String> droppedFields,
            boolean lengthForced,
            boolean continuousUsage,
            boolean usageReported) {
        /** Copies the set and keeps its order. */
        public Asking {
            droppedFields = Collections.unmodifiableSet(new LinkedHashSet<>(droppedFields));
        }
    }

    /**
     * Returns what the result says about the requests.
     *
     * @param promptLengths how prompt lengths were made
     * @param moreNotes what else to note, such as those of the workload
     * @return the part of the result
     */
    public Sent sent(String promptLengths, List<String> moreNotes) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(moreNotes);
        String usage = !asking.usageReported() ? "none" : asking.continuousUsage() ? "continuous" : "final";
        return new Sent(
                asking.path(),
                asking.sampleBody(),
                List.copyOf(asking.droppedFields()),
                asking.lengthForced(),
                promptLengths,
                usage,
                all);
    }
}
