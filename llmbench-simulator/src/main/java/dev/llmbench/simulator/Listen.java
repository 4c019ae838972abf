package dev.llmbench.simulator;

import java.util.Optional;

/**
 * Where a server listens, and to whom.
 *
 * @param host an address of this machine
 * @param port 0 for a free one
 * @param apiKey that it asks for, if any
 */
public record Listen(String host, int port, Optional<String> apiKey) {
    /** Checks the port, and that a key is not empty. */
    public Listen {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host must not be empty; 127.0.0.1 is loopback");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be 0 (any free one) to 65535, but was " + port);
        }
        apiKey.ifPresent(key -> {
            if (key.isBlank()) {
                throw new IllegalArgumentException("apiKey must not be empty; leave it out to ask for none");
            }
        });
    }

    /** Leaves the key out. */
    @Override
    public String toString() {
        return "Listen[host=" + host + ", port=" + port + ", apiKey=" + (apiKey.isPresent() ? "set" : "none") + "]";
    }
}
