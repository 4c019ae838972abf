package dev.llmbench.simulator.script;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A request as a scripted server received it.
 *
 * @param scripted its index among the scripted requests; empty when a route of its own answered it
 * @param method such as {@code POST}
 * @param path with query
 * @param headers by name in lower case, each with its values in order
 * @param body decoded as UTF-8
 * @param receivedNanos {@link System#nanoTime()} when the read returned that brought its last byte
 */
public record ReceivedRequest(
        OptionalInt scripted,
        String method,
        String path,
        Map<String, List<String>> headers,
        String body,
        long receivedNanos) {
    /** Copies. */
    public ReceivedRequest {
        Objects.requireNonNull(scripted, "scripted");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /**
     * Returns the first value of a header.
     *
     * @param name in any case
     * @return the value, or empty when the request had no such header
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
