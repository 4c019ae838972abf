package dev.llmbench.simulator.internal.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One complete request.
 *
 * @param method such as {@code POST}
 * @param uri path with query
 * @param headers by name in lower case
 * @param body all bytes; not copied
 * @param keepAlive whether the client expects the connection to stay open
 * @param receivedNanos when the read returned that brought its last byte
 */
@SuppressWarnings("ArrayRecordComponent") // handed from reader to handler once, never compared
public record HttpAsk(
        String method,
        String uri,
        Map<String, List<String>> headers,
        byte[] body,
        boolean keepAlive,
        long receivedNanos) {

    /** Returns the path without query. */
    public String path() {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }

    /** Returns the first value of a header. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }
}
