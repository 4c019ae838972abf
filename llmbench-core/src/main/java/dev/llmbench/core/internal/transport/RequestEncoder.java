package dev.llmbench.core.internal.transport;

import dev.llmbench.api.spi.WireRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Writes whole HTTP/1.1 requests: the head of a target's requests hardly changes from one to the next. */
public final class RequestEncoder {
    private final String pathPrefix;
    private final String host;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * Creates the encoder of a target.
     *
     * @param url the target's address
     * @param absolute whether a proxy wants the whole address in the request line
     * @param keepAlive whether the connection shall carry more requests
     * @param headers authorization and the user's headers, secrets resolved
     */
    public RequestEncoder(URI url, boolean absolute, boolean keepAlive, Map<String, String> headers) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        this.host = url.getRawAuthority();
        this.pathPrefix = (absolute ? url.getScheme() + "://" + host : "") + path;
        this.headers.putAll(headers);
        if (!keepAlive) {
            this.headers.put("Connection", "close");
        }
    }

    /**
     * Writes a request.
     *
     * @param request path, headers and body
     * @return all its bytes
     */
    public byte[] encode(WireRequest request) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("Content-Type", "application/json");
        all.put("Accept", "*/*");
        all.put("User-Agent", "llmbench");
        all.putAll(request.headers());
        all.putAll(headers); // the user's word is the last
        StringBuilder head = new StringBuilder(512)
                .append("POST ")
                .append(pathPrefix)
                .append(request.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\nContent-Length: ")
                .append(request.body().length)
                .append("\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = new byte[start.length + request.body().length];
        System.arraycopy(start, 0, bytes, 0, start.length);
        System.arraycopy(request.body(), 0, bytes, start.length, request.body().length);
        return bytes;
    }
}
