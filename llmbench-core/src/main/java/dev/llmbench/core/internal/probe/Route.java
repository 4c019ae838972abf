package dev.llmbench.core.internal.probe;

import dev.llmbench.api.Target;
import java.net.URI;

/** The way to a target, in the words of messages. */
record Route(Target target) {
    boolean secure() {
        return "https".equals(target.url().getScheme());
    }

    String host() {
        String host = target.url().getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    int port() {
        int stated = target.url().getPort();
        return stated > 0 ? stated : secure() ? 443 : 80;
    }

    /** The value of the header {@code Host}. */
    String authority() {
        int stated = target.url().getPort();
        return target.url().getHost() + (stated > 0 ? ":" + stated : "");
    }

    /** The host and the port, which is always named. */
    String address() {
        return target.url().getHost() + ":" + port();
    }

    String path(String below) {
        String root = target.url().getRawPath() == null ? "" : target.url().getRawPath();
        return root + below;
    }

    /** What stands in the request line: a proxy that sees the request wants the whole address, as the run sends it. */
    String requestTarget(String below) {
        boolean seenByProxy = !secure() && target.connection().proxy().isPresent();
        return seenByProxy ? "http://" + authority() + path(below) : path(below);
    }

    String with(String scheme) {
        return scheme + "://" + authority() + path("");
    }

    /** The address that is connected to: the proxy's where there is one. */
    String firstHop() {
        return target.connection().proxy().map(Route::hop).orElse(address());
    }

    /** What to call the first hop. */
    String firstHopName() {
        return target.connection().proxy().isPresent() ? "the proxy " + firstHop() : firstHop();
    }

    private static String hop(URI proxy) {
        return proxy.getHost() + ":" + proxy.getPort();
    }
}
