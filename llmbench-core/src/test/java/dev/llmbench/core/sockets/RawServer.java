package dev.llmbench.core.sockets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;

/** A server that hands every request to a piece of code, which may write whatever it likes: no HTTP, or a proxy's part. */
final class RawServer implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");

    private final ServerSocket listener;
    private final String scheme;
    private final Handler handler;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger questions = new AtomicInteger();

    /**
     * A request as it came.
     *
     * @param question number among the questions, from 0; -1 for any other
     */
    record Request(int question, String head, String body) {
        String line() {
            return head.lines().findFirst().orElse("");
        }
    }

    /** What is done with a request; the connection is read on when it returns, unless it was closed. */
    @FunctionalInterface
    interface Handler {
        void answer(Request request, Socket socket) throws IOException;
    }

    private RawServer(ServerSocketFactory factory, String scheme, Handler handler) throws IOException {
        this.listener = factory.createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        this.scheme = scheme;
        this.handler = handler;
        background(this::accept);
    }

    static RawServer start(Handler handler) throws IOException {
        return new RawServer(ServerSocketFactory.getDefault(), "http", handler);
    }

    static RawServer startTls(ServerSocketFactory factory, Handler handler) throws IOException {
        return new RawServer(factory, "https", handler);
    }

    URI url() {
        return URI.create(scheme + "://127.0.0.1:" + listener.getLocalPort());
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    /** An answer of 200 as a stream with this many tokens and everything that belongs to it. */
    static byte[] stream(int tokens) {
        String token = "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"scripted\","
                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" a\"},\"finish_reason\":null}]}\n\n";
        String end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":" + tokens
                + ",\"total_tokens\":" + (tokens + 3) + "}}\n\ndata: [DONE]\n\n";
        return http(200, "text/event-stream", token.repeat(tokens) + end);
    }

    static byte[] http(int status, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ("HTTP/1.1 " + status + " Text\r\nContent-Type: " + type + "\r\nContent-Length: " + bytes.length
                        + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    static void write(Socket socket, byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    static void write(Socket socket, String text) throws IOException {
        write(socket, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Everything that one side sends goes to the other, until one of them closes. */
    static void pump(Socket from, Socket to) {
        background(() -> {
            try (from;
                    to) {
                from.getInputStream().transferTo(to.getOutputStream());
            } catch (IOException e) {
                // one side is gone, and with it the other
            }
        });
    }

    private static void background(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                background(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            while (!socket.isClosed()) {
                String head = head(socket.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
                byte[] body = socket.getInputStream().readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                int number = head.startsWith("POST /v1/") ? questions.getAndIncrement() : -1;
                Request request = new Request(number, head, new String(body, StandardCharsets.UTF_8));
                requests.add(request);
                handler.answer(request, socket);
            }
        } catch (IOException e) {
            // the client is gone
        } finally {
            open.remove(socket);
        }
    }

    /** Up to the blank line; empty when the connection ends before. */
    static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
