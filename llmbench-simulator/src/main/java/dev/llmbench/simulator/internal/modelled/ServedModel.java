package dev.llmbench.simulator.internal.modelled;

import java.util.List;
import java.util.Optional;

/**
 * What the face of a modelled server must know besides the engine.
 *
 * @param names of the model, at least one
 * @param maxLength prompt and answer together, in tokens
 * @param prefixes whether the engine knows prompts again that begin alike
 * @param seed of the answers' texts and lengths
 * @param apiKey that is asked for, if any
 */
public record ServedModel(List<String> names, int maxLength, boolean prefixes, long seed, Optional<String> apiKey) {
    /** Copies the names. */
    public ServedModel {
        names = List.copyOf(names);
    }

    /** Returns the first name, by which answers call the model. */
    public String name() {
        return names.get(0);
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "ServedModel[names=" + names + ", maxLength=" + maxLength + ", seed=" + seed + "]";
    }
}
