package dev.llmbench.simulator.internal.modelled;

import java.util.Optional;

/**
 * What the face of a modelled server must know besides the engine.
 *
 * @param name of the model
 * @param maxLength prompt and answer together, in tokens
 * @param seed of the answers' texts and lengths
 * @param apiKey that {@code /v1} asks for, if any
 */
public record ServedModel(String name, int maxLength, long seed, Optional<String> apiKey) {
    /** Leaves the key out. */
    @Override
    public String toString() {
        return "ServedModel[name=" + name + ", maxLength=" + maxLength + ", seed=" + seed + "]";
    }
}
