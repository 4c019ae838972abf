package dev.llmbench.core.internal.probe;

import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.core.internal.time.SystemTicker;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** Looks at the way to a server step by step: name, connection, TLS, HTTP, and how long each takes. */
final class PathCheckup {
    private static final int TIMES = 5;
    private static final String HEALTH = "/health";

    private final ControlClient client;
    private final Dialer dialer;
    private final CheckupLimits limits;
    private final Sheet sheet;

    PathCheckup(ControlClient client, Dialer dialer, CheckupLimits limits, Sheet sheet) {
        this.client = client;
        this.dialer = dialer;
        this.limits = limits;
        this.sheet = sheet;
    }

    /** Connects; whether that succeeded stands in the sheet. */
    void connect() {
        Question at = Question.NAME;
        try {
            InetSocketAddress address = dialer.resolved();
            sheet.ok(at, name(address.getAddress()));
            at = Question.CONNECTION;
            Socket socket = dialer.connected(address);
            sheet.ok(at, connection(address.getAddress()));
            at = Question.TLS;
            Socket through = dialer.through(socket);
            tls(through);
            Dialer.closeQuietly(through);
        } catch (LlmBenchException e) {
            refuseInterrupt(e);
            sheet.fail(at, e);
        }
    }

    /**
     * Asks for something small.
     *
     * @param path what any server of the protocol answers, in whatever way
     * @return the answer; empty where another path was answered and this was not
     */
    Optional<Answer> http(String path) {
        try {
            Answer answer = client.get(path, limits.lookup());
            sheet.ok(Question.HTTP, "GET " + client.route().path(path) + " is answered with " + answer.status());
            return Optional.of(answer);
        } catch (LlmBenchException e) {
            refuseInterrupt(e);
            if (!(e instanceof NoAnswerException) || !answersOtherwise()) {
                sheet.fail(Question.HTTP, e);
            } else {
                Advice advice = Advice.in(String.valueOf(e.getMessage()));
                sheet.warn(Question.HTTP, advice.seen(), advice.remedy(), Map.of());
            }
            return Optional.empty();
        }
    }

    /** Connects and asks several times, each on a connection of its own as a run's first requests do. */
    void roundTrips(String path) {
        List<Duration> connecting = new ArrayList<>();
        List<Duration> asking = new ArrayList<>();
        long deadline = nanos() + limits.lookup().toNanos();
        try {
            while (connecting.size() < TIMES && nanos() < deadline) {
                connecting.add(connectionTime());
                asking.add(answerTime(path));
            }
        } catch (LlmBenchException e) {
            refuseInterrupt(e);
            sheet.notChecked(Question.ROUND_TRIP, "the server stopped answering (" + e.getMessage() + ")");
            return;
        }
        Duration connect = Times.median(connecting);
        Duration ask = Times.median(asking);
        String seen = way() + "connecting takes " + Times.words(connect) + ", GET "
                + client.route().path(path) + " " + Times.words(ask) + " (medians of " + asking.size() + ")";
        Map<String, Double> figures =
                Map.of("connectMedianMillis", Times.millis(connect), "getMedianMillis", Times.millis(ask));
        if (connect.compareTo(limits.slowRoundTrip()) > 0) {
            sheet.warn(
                    Question.ROUND_TRIP,
                    seen,
                    "the way is in every time to first token: generate load from nearer to the server",
                    figures);
        } else {
            sheet.ok(Question.ROUND_TRIP, seen, figures);
        }
    }

    private Duration connectionTime() {
        InetSocketAddress address = dialer.resolved();
        long start = nanos();
        Socket socket = dialer.connected(address);
        Duration time = Duration.ofNanos(nanos() - start);
        Dialer.closeQuietly(socket);
        return time;
    }

    private Duration answerTime(String path) {
        Stopwatch watch = new Stopwatch();
        client.get(path, limits.lookup(), watch);
        return Duration.ofNanos(watch.head - watch.writing);
    }

    private boolean answersOtherwise() {
        try {
            client.get(HEALTH, limits.lookup());
            return true;
        } catch (LlmBenchException e) {
            refuseInterrupt(e);
            return false;
        }
    }

    private String name(InetAddress found) {
        Route route = client.route();
        ConnectionSettings connection = route.target().connection();
        String host = connection.proxy().map(URI::getHost).orElse(route.host());
        String what = connection.proxy().isPresent() ? "the proxy " + host : host;
        return host.equals(found.getHostAddress()) ? what + " is an address" : what + " is " + found.getHostAddress();
    }

    private String connection(InetAddress address) {
        String shared = address.isLoopbackAddress()
                ? "; it is on this machine, so server and load generator share processors"
                : "";
        return client.route().firstHopName() + " accepts connections" + shared;
    }

    private void tls(Socket through) {
        if (!(through instanceof SSLSocket secure)) {
            sheet.ok(Question.TLS, "not used: the url says http");
            return;
        }
        String agreed =
                secure.getSession().getProtocol() + ", " + secure.getSession().getCipherSuite();
        if (client.route().target().connection().trustAll()) {
            sheet.warn(
                    Question.TLS,
                    agreed + "; any certificate is accepted",
                    "give the server's certificate with --trust-store FILE instead of trusting all",
                    Map.of());
        } else {
            sheet.ok(Question.TLS, agreed + "; the certificate is trusted");
        }
    }

    private String way() {
        return client.route().target().connection().proxy().isPresent()
                ? "through " + client.route().firstHopName() + ", "
                : "";
    }

    /** An interrupted caller wants an end, not a finding. */
    static void refuseInterrupt(LlmBenchException e) {
        if (Thread.currentThread().isInterrupted()) {
            throw e;
        }
    }

    private static long nanos() {
        return SystemTicker.INSTANCE.nanos();
    }

    private static final class Stopwatch implements ExchangeWatch {
        private long writing;
        private long head;

        @Override
        public void writing(long nanos) {
            writing = nanos;
        }

        @Override
        public void head(long nanos) {
            head = nanos;
        }
    }
}
