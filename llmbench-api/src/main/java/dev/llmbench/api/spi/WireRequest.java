package dev.llmbench.api.spi;

import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request of a protocol, always a POST with a body.
 *
 * <p>The array is not copied: a request is written once and never kept.
 *
 * @param path the path below the target's URL, beginning with a slash
 * @param headers headers of the protocol, such as {@code Accept}; {@code Content-Type: application/json},
 *     {@code Content-Length}, {@code Host} and authorization are added by the load generator where absent
 * @param body the body's bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per request would be garbage
public record WireRequest(String path, Map<String, String> headers, byte[] body) {
    /** Checks the path and copies the headers. */
    public WireRequest {
        Objects.requireNonNull(body, "body");
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash, but was '" + path + "'");
        }
        headers = Map.copyOf(headers);
    }
}
