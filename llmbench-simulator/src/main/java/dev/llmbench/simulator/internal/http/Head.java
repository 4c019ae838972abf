package dev.llmbench.simulator.internal.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Builds the head of an answer, byte for byte. */
public final class Head {
    /** The header by which every answer says that it is simulated. */
    public static final String SIMULATED = "x-llmbench-simulated";

    private final StringBuilder text = new StringBuilder(256);

    /** Starts with the status line. */
    public Head(int status, String simulated) {
        text.append("HTTP/1.1 ")
                .append(status)
                .append(' ')
                .append(HttpResponseStatus.valueOf(status).reasonPhrase())
                .append("\r\n");
        with(SIMULATED, simulated);
    }

    /** Adds a header. */
    public Head with(String name, String value) {
        text.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    /** Adds a header when it applies. */
    public Head withIf(boolean applies, String name, String value) {
        return applies ? with(name, value) : this;
    }

    /** Returns the head with the empty line that ends it. */
    public byte[] bytes() {
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Returns a whole answer with a JSON body. */
    public static byte[] json(int status, String simulated, boolean keepAlive, String json) {
        return whole(status, simulated, "application/json", keepAlive, json);
    }

    /** Returns a whole answer with a body of text. */
    public static byte[] whole(int status, String simulated, String contentType, boolean keepAlive, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] head = new Head(status, simulated)
                .with("content-type", contentType)
                .with("content-length", String.valueOf(body.length))
                .withIf(!keepAlive, "connection", "close")
                .bytes();
        return concat(head, body);
    }

    /** Returns both, one after the other. */
    public static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
