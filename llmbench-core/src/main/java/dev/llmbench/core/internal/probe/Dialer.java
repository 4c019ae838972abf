package dev.llmbench.core.internal.probe;

import dev.llmbench.api.LlmBenchException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Opens one connection to a target, through its proxy and with TLS where asked for.
 *
 * <p>Sockets of channels, because a thread that waits in them can be interrupted.
 */
final class Dialer {
    private static final int LARGEST_PROXY_HEAD = 16 * 1024;

    private final Route route;
    private final Optional<TrustManager> trust;
    private final Duration limit;

    /**
     * Creates a dialer.
     *
     * @param route where to
     * @param trust decides about certificates; empty for the JVM's own
     * @param limit how long may be waited at each step: for the connection, the proxy, the handshake of TLS
     */
    Dialer(Route route, Optional<TrustManager> trust, Duration limit) {
        this.route = route;
        this.trust = trust;
        this.limit = limit;
    }

    /** Opens a connection; what goes wrong is said in one line. */
    Socket dial() {
        return through(connected(resolved()));
    }

    /** Finds the address that is connected to: the proxy's where there is one. */
    InetSocketAddress resolved() {
        URI hop = route.target().connection().proxy().orElse(null);
        InetSocketAddress address = hop == null
                ? new InetSocketAddress(route.host(), route.port())
                : new InetSocketAddress(hop.getHost(), hop.getPort());
        if (address.isUnresolved()) {
            throw DialTrouble.connecting(route, address, limit, new UnknownHostException(address.getHostString()));
        }
        return address;
    }

    /** Goes on where a connection stands: through the proxy's tunnel and TLS, as far as there are any. */
    @SuppressWarnings("resource") // the caller closes what is returned, and failures close it here
    Socket through(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis());
            if (route.secure() && route.target().connection().proxy().isPresent()) {
                tunnel(socket);
            }
            return route.secure() ? secured(socket) : socket;
        } catch (LlmBenchException e) {
            closeQuietly(socket);
            throw e;
        } catch (IOException e) {
            closeQuietly(socket);
            throw DialTrouble.inExchange(route, e);
        }
    }

    /** Connects to an address, no more. */
    Socket connected(InetSocketAddress address) {
        Socket socket = null;
        try {
            socket = SocketChannel.open().socket();
            socket.connect(address, millis());
            return socket;
        } catch (IOException e) {
            closeQuietly(socket);
            throw DialTrouble.connecting(route, address, limit, e);
        }
    }

    private SSLSocket secured(Socket socket) {
        SSLSocket secure = null;
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null, trust.map(manager -> new TrustManager[] {manager}).orElse(null), null);
            secure = (SSLSocket) context.getSocketFactory().createSocket(socket, route.host(), route.port(), true);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return secure;
        } catch (IOException e) {
            closeQuietly(secure);
            throw DialTrouble.securing(route, limit, e);
        } catch (GeneralSecurityException e) {
            throw DialTrouble.securing(route, limit, new SSLException(e));
        }
    }

    private void tunnel(Socket socket) throws IOException {
        String request = "CONNECT " + route.address() + " HTTP/1.1\r\nHost: " + route.address() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String head = head(socket.getInputStream());
        if (!head.matches("(?s)HTTP/1\\.\\d 2\\d\\d.*")) {
            throw DialTrouble.refusedByProxy(route, head.lines().findFirst().orElse(""));
        }
    }

    /** Byte by byte: what follows the head belongs to the server behind the proxy. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int newlines = 0;
        while (newlines < 2 && head.size() < LARGEST_PROXY_HEAD) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private int millis() {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
    }

    static void closeQuietly(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // nothing can be done about a socket that is given up, and nothing was lost
        }
    }
}
