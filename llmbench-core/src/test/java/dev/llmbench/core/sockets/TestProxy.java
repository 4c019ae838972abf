package dev.llmbench.core.sockets;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An HTTP proxy: tunnels for {@code CONNECT}, whole addresses for the rest. */
final class TestProxy implements AutoCloseable {
    private final RawServer server;
    private final Map<Socket, Socket> behind = new ConcurrentHashMap<>();

    private TestProxy() throws IOException {
        server = RawServer.start(this::handle);
    }

    static TestProxy start() throws IOException {
        return new TestProxy();
    }

    String url() {
        return server.url().toString();
    }

    /** Heads of requests to this proxy, such as {@code CONNECT host:1 HTTP/1.1} and what follows. */
    List<String> heads() {
        return server.requests().stream().map(RawServer.Request::head).toList();
    }

    static void tunnel(RawServer.Request request, Socket client) throws IOException {
        String[] address = request.line().split(" ", -1)[1].split(":", -1);
        try (client;
                Socket upstream = new Socket(address[0], Integer.parseInt(address[1]))) {
            upstream.setTcpNoDelay(true);
            RawServer.write(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            RawServer.pump(upstream, client);
            client.getInputStream().transferTo(upstream.getOutputStream());
        }
    }

    private void handle(RawServer.Request request, Socket client) throws IOException {
        String[] line = request.line().split(" ", -1);
        if (line[0].equals("CONNECT")) {
            tunnel(request, client);
            return;
        }
        URI address = URI.create(line[1]);
        if (address.getHost() == null) {
            RawServer.write(client, RawServer.http(400, "text/plain", "this is a proxy"));
            return;
        }
        Socket upstream = behind.get(client);
        if (upstream == null) {
            upstream = new Socket(address.getHost(), address.getPort());
            upstream.setTcpNoDelay(true);
            behind.put(client, upstream);
            RawServer.pump(upstream, client);
        }
        String head = request.head().replaceFirst("http://[^/ ]+", "");
        RawServer.write(upstream, head + request.body());
    }

    @Override
    public void close() {
        server.close();
    }
}
