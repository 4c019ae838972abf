package dev.llmbench.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that shows what really came over the socket. */
public final class RawClient implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;

    public RawClient(int port) {
        this(port, 0);
    }

    /** A client that gives up reading after a while; 0 takes 20 s. */
    public RawClient(int port, int readTimeoutMillis) {
        this(connect(port), readTimeoutMillis);
    }

    /** A client on a socket that is connected, for instance by TLS. */
    public RawClient(Socket socket) {
        this(socket, 0);
    }

    private RawClient(Socket socket, int readTimeoutMillis) {
        this.socket = socket;
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(readTimeoutMillis == 0 ? 20_000 : readTimeoutMillis);
            in = socket.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect(int port) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int localPort() {
        return socket.getLocalPort();
    }

    public RawClient post(String path, String body) throws IOException {
        return send("POST " + path + " HTTP/1.1\r\nhost: localhost\r\ncontent-length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    public RawClient get(String path, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return send("GET " + path + " HTTP/1.1\r\nhost: localhost\r\n" + more + "\r\n");
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** One read of the socket; empty text at the end. */
    public String read() throws IOException {
        byte[] buffer = new byte[1 << 16];
        int read = in.read(buffer);
        return read < 0 ? "" : new String(buffer, 0, read, StandardCharsets.UTF_8);
    }

    /** All until this text has come. */
    public String readUntil(String end) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] wanted = end.getBytes(StandardCharsets.UTF_8);
        while (!endsWith(bytes.toByteArray(), wanted)) {
            int next = in.read();
            if (next < 0) {
                throw new SocketException("closed after: " + bytes.toString(StandardCharsets.UTF_8));
            }
            bytes.write(next);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The head, with its empty line. */
    public String readHead() throws IOException {
        return readUntil("\r\n\r\n");
    }

    /** A whole answer with a content length: head and body. */
    public String readSized() throws IOException {
        return readSized(readHead());
    }

    /** A whole answer, whichever way its length is told. */
    public String readAnswer() throws IOException {
        String head = readHead();
        return head.contains("content-length") ? readSized(head) : readChunked(head);
    }

    private String readSized(String head) throws IOException {
        int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** A whole chunked answer: the head, and the body without its framing. */
    public String readChunked() throws IOException {
        return readChunked(readHead());
    }

    private String readChunked(String head) throws IOException {
        var text = new StringBuilder(head);
        while (true) {
            int size = Integer.parseInt(readUntil("\r\n").strip(), 16);
            text.append(new String(in.readNBytes(size), StandardCharsets.UTF_8));
            readUntil("\r\n");
            if (size == 0) {
                return text.toString();
            }
        }
    }

    /** All until the server closes. */
    public String readToEnd() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean endsWith(byte[] bytes, byte[] end) {
        return bytes.length >= end.length
                && Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
    }
}
