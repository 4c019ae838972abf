package dev.llmbench.api;

import java.util.List;
import java.util.Optional;

/** A server that can be asked now, with what is known about it. */
public interface Served {
    /**
     * Returns where to send requests.
     *
     * @return the target
     */
    Target target();

    /**
     * Returns what is known about the machine.
     *
     * @return the facts, those that the target states unless something better is known
     */
    default ServerFacts facts() {
        return target().facts();
    }

    /**
     * Returns who else wants to follow the run, such as a telemetry collector.
     *
     * @return observers, usually none
     */
    default List<RunObserver> observers() {
        return List.of();
    }

    /**
     * Returns a secret that belongs to the lease of this server.
     *
     * @param reference the reference
     * @return the secret, or empty when there is none
     */
    default Optional<String> resolve(SecretRef.OfLease reference) {
        return Optional.empty();
    }
}
