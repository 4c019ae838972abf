package dev.llmbench.core.internal.probe;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.spi.WireRequest;
import dev.llmbench.core.internal.bytes.Excerpt;
import dev.llmbench.core.internal.http.Http1ResponseParser;
import dev.llmbench.core.internal.http.ResponseHandler;
import dev.llmbench.core.internal.secret.Redactor;
import dev.llmbench.core.internal.secret.RequestHeaders;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.time.SystemTicker;
import dev.llmbench.core.internal.tls.Trust;
import dev.llmbench.core.internal.wire.ErrorBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server one thing at a time, before the run. Used by one thread.
 *
 * <p>Every request has a connection of its own, which is closed after the answer: nothing that stays open can take a place
 * from the measured run, and redirects are never followed, so that authorization goes to no other host. Answers are read
 * by the parser that the run itself uses.
 */
final class ControlClient {
    private static final int LARGEST_BODY = 32 * 1024 * 1024;
    private static final List<String> HEADERS =
            List.of("content-type", "server", "location", "retry-after", "x-llmbench-simulated");
    private static final Logger LOG = LoggerFactory.getLogger(ControlClient.class);

    private final Route route;
    private final Dialer dialer;
    private final Map<String, String> targetHeaders;
    private final Redactor redactor;
    private boolean spokeHttp;

    ControlClient(Target target, Timeouts timeouts, Secrets secrets) {
        route = new Route(target);
        dialer = new Dialer(route, Trust.of(target.connection(), secrets), timeouts.connect());
        targetHeaders = RequestHeaders.of(target, secrets);
        redactor = secrets.redactor();
    }

    Route route() {
        return route;
    }

    /**
     * Asks for a path.
     *
     * @throws NoAnswerException if the server was reached, but gave no answer
     * @throws LlmBenchException if it can't be reached
     */
    Answer get(String path, Duration limit) {
        return get(path, limit, ExchangeWatch.NOBODY);
    }

    /** As {@link #get(String, Duration)}, watched. */
    Answer get(String path, Duration limit, ExchangeWatch watch) {
        return exchange("GET", path, Map.of("Accept", "application/json"), new byte[0], limit, watch);
    }

    /** Sends a request; fails as {@link #get(String, Duration)} does. */
    Answer post(WireRequest request, Duration limit) {
        return post(request, limit, ExchangeWatch.NOBODY);
    }

    /** As {@link #post(WireRequest, Duration)}, watched. */
    Answer post(WireRequest request, Duration limit, ExchangeWatch watch) {
        return exchange("POST", request.path(), request.headers(), request.body(), limit, watch);
    }

    /** The server's words for a person: one bounded line without secrets. */
    String words(Answer answer) {
        // before it is cut as well as after escapes are undone
        byte[] clean = redactor.redact(new String(answer.body(), StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8);
        return redactor.redact(ErrorBody.message(clean, 0, clean.length));
    }

    /** A short text from the server, such as a header, safe to print. */
    String words(String text, int longest) {
        return Excerpt.of(redactor.redact(text), longest);
    }

    private Answer exchange(
            String method, String path, Map<String, String> headers, byte[] body, Duration limit, ExchangeWatch watch) {
        long deadline = SystemTicker.INSTANCE.nanos() + limit.toNanos();
        Socket socket = dialer.dial();
        try {
            byte[] request = encoded(method, path, headers, body);
            watch.writing(SystemTicker.INSTANCE.nanos());
            socket.getOutputStream().write(request);
            Answer answer = read(socket, deadline, watch);
            spokeHttp = true;
            LOG.debug("{} {} was answered with {}", method, path, answer.status());
            return answer;
        } catch (SocketTimeoutException e) {
            throw DialTrouble.slow(route, "the answer to " + method + " " + path, limit);
        } catch (IOException e) {
            throw secureInstead().orElseGet(() -> DialTrouble.inExchange(route, e));
        } finally {
            Dialer.closeQuietly(socket);
        }
    }

    private byte[] encoded(String method, String path, Map<String, String> headers, byte[] body) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.put("User-Agent", "llmbench");
        if (method.equals("POST")) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        all.putAll(targetHeaders);
        all.put("Host", route.authority());
        all.put("Connection", "close");
        if (method.equals("POST")) {
            all.put("Content-Length", Integer.toString(body.length));
        }
        StringBuilder head = new StringBuilder(method + " " + route.requestTarget(path) + " HTTP/1.1\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream request = new ByteArrayOutputStream(body.length + 512);
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private Answer read(Socket socket, long deadline, ExchangeWatch watch) throws IOException {
        Http1ResponseParser parser = new Http1ResponseParser(HEADERS);
        Collected collected = new Collected(watch);
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[16 * 1024];
        while (!collected.over) {
            long left = (deadline - SystemTicker.INSTANCE.nanos()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, left));
            int count = in.read(buffer);
            collected.readNanos = SystemTicker.INSTANCE.nanos();
            if (count < 0) {
                parser.closed(collected);
            } else {
                parser.read(buffer, 0, count, collected);
            }
        }
        if (!collected.malformed.isEmpty()) {
            throw noHttp(collected.malformed);
        }
        return new Answer(collected.status, collected.headers, collected.body.toByteArray());
    }

    private LlmBenchException noHttp(String what) {
        return secureInstead()
                .orElseGet(() -> new NoAnswerException("the server at " + route.address()
                        + " does not answer in HTTP as expected: " + words(what, 300)
                        + "; check host and port"));
    }

    /** A server that speaks TLS just closes, or sends an alert, when it is asked in plain HTTP: so it is tried. */
    private Optional<LlmBenchException> secureInstead() {
        if (spokeHttp || route.secure() || Thread.currentThread().isInterrupted() || !TlsTrial.succeeds(route)) {
            return Optional.empty();
        }
        return Optional.of(new ConfigurationException(
                "the server at " + route.address() + " speaks TLS; use " + route.with("https")));
    }

    private static final class Collected implements ResponseHandler {
        private final Map<String, String> headers = new HashMap<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final ExchangeWatch watch;
        private long readNanos;
        private int status;
        private boolean over;
        private String malformed = "";

        Collected(ExchangeWatch watch) {
            this.watch = watch;
        }

        @Override
        public void head(int code) {
            status = code;
            watch.head(readNanos);
        }

        @Override
        public void header(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public void body(byte[] buffer, int from, int to) {
            body.write(buffer, from, to - from);
            watch.body(buffer, from, to, readNanos);
            over |= body.size() > LARGEST_BODY;
        }

        @Override
        public void end(boolean keepAlive) {
            over = true;
        }

        @Override
        public void malformed(String what) {
            // an error page whose end is cut off still says what it says
            malformed = status >= 400 && body.size() > 0 ? "" : what;
            over = true;
        }
    }
}
