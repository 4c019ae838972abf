package dev.llmbench.core.internal.probe;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.TargetException;
import dev.llmbench.core.internal.bytes.Excerpt;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Says in one line why no connection came about, or why it broke. */
final class DialTrouble {
    private static final int LONGEST_REASON = 160;

    private DialTrouble() {}

    static LlmBenchException connecting(Route route, InetSocketAddress address, Duration limit, IOException e) {
        Optional<LlmBenchException> interrupted = interrupted(e);
        if (interrupted.isPresent()) {
            return interrupted.get();
        }
        String hop = route.firstHopName();
        if (e instanceof UnknownHostException) {
            return new TargetException("the host '" + address.getHostString() + "' is not known to this machine's DNS;"
                    + " check the name in the url" + (hop.equals(route.address()) ? "" : " of the proxy"));
        }
        if (e instanceof SocketTimeoutException) {
            return new TargetException("no connection to " + hop + " within " + seconds(limit)
                    + "; check host, port and firewalls, or allow more time to connect");
        }
        if (e instanceof NoRouteToHostException || words(e).contains("unreachable")) {
            return new TargetException(
                    "there is no way from here to " + hop + " (" + reason(e) + "); check the network and the host");
        }
        if (e instanceof ConnectException && words(e).contains("refused")) {
            return new TargetException("nothing listens at " + hop + " (connection refused" + resolved(address)
                    + "); start the server, or correct host and port");
        }
        return new TargetException("no connection to " + hop + " (" + reason(e) + "); check host and port");
    }

    static LlmBenchException securing(Route route, Duration limit, IOException e) {
        Optional<LlmBenchException> interrupted = interrupted(e);
        if (interrupted.isPresent()) {
            return interrupted.get();
        }
        String address = route.address();
        if (words(e).contains("unrecognized ssl message") || words(e).contains("not an ssl")) {
            return new ConfigurationException(
                    "the server at " + address + " does not speak TLS; use " + route.with("http"));
        }
        if (e instanceof SocketTimeoutException) {
            return new TargetException("the server at " + address + " did not answer to TLS within " + seconds(limit)
                    + "; if it speaks plain HTTP, use " + route.with("http"));
        }
        if (cause(e, CertificateExpiredException.class).isPresent()
                || cause(e, CertificateNotYetValidException.class).isPresent()) {
            return new ConfigurationException("the certificate of " + address
                    + " has expired or is not valid yet; renew it, check the clock, or trust all certificates");
        }
        if (words(e).contains("no subject alternative") || words(e).contains("no name matching")) {
            return new ConfigurationException("the certificate of " + address + " belongs to another host (" + reason(e)
                    + "); use the host's name that stands in it, or trust all certificates");
        }
        if (cause(e, CertificateException.class).isPresent()
                || cause(e, CertPathValidatorException.class).isPresent()) {
            return new ConfigurationException("the certificate of " + address + " is not trusted; give the certificate"
                    + " of its authority with --trust-store FILE (PEM, PKCS12 or JKS;"
                    + " ConnectionSettings.withTrustStore), or trust all certificates");
        }
        return new TargetException("TLS with " + address + " failed (" + reason(e)
                + "); if the server speaks plain HTTP, use " + route.with("http"));
    }

    static LlmBenchException inExchange(Route route, IOException e) {
        return interrupted(e)
                .orElseGet(() -> new NoAnswerException(
                        "the connection to " + route.address() + " broke (" + reason(e) + "); check the server's log"));
    }

    static LlmBenchException refusedByProxy(Route route, String statusLine) {
        String said = statusLine.isEmpty() ? "it closed the connection" : Excerpt.of(statusLine, LONGEST_REASON);
        return new ConfigurationException(route.firstHopName() + " did not open a tunnel to " + route.address() + " ("
                + said + "); check that it allows CONNECT to this port, or go without it");
    }

    static LlmBenchException slow(Route route, String what, Duration limit) {
        return NoAnswerException.late(what + " of " + route.address() + " did not end within " + seconds(limit)
                + "; the server may be loading or overloaded, look at its log or allow more time");
    }

    private static Optional<LlmBenchException> interrupted(IOException e) {
        // the flag stays set: channels close themselves and leave it
        return Thread.currentThread().isInterrupted()
                ? Optional.of(new LlmBenchException("interrupted before the first measured request", e))
                : Optional.empty();
    }

    private static String resolved(InetSocketAddress address) {
        return address.isUnresolved()
                        || address.getHostString().equals(address.getAddress().getHostAddress())
                ? ""
                : ", address " + address.getAddress().getHostAddress();
    }

    private static String reason(Exception e) {
        String words = e.getMessage();
        return words == null || words.isBlank() ? e.getClass().getSimpleName() : Excerpt.of(words, LONGEST_REASON);
    }

    private static String words(Exception e) {
        return reason(e).toLowerCase(Locale.ROOT);
    }

    private static <E extends Throwable> Optional<E> cause(Throwable e, Class<E> kind) {
        Throwable at = e;
        for (int depth = 0; at != null && depth < 20; depth++) {
            if (kind.isInstance(at)) {
                return Optional.of(kind.cast(at));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
