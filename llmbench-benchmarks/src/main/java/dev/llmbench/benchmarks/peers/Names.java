package dev.llmbench.benchmarks.peers;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What clients are called in tables, and what is known of them. */
final class Names {
    private final Map<String, Peer> peers;

    Names(Peers peers) {
        this.peers = peers.all().stream().collect(Collectors.toMap(Peer::name, Function.identity()));
    }

    /** Returns the name in tables; that of the file for a client that is not known any more. */
    String title(String client) {
        return peer(client).map(Peer::title).orElse(client);
    }

    /** Returns whether it is written in this language. */
    boolean is(String client, Peer.Language language) {
        return peer(client).filter(peer -> peer.language() == language).isPresent();
    }

    /** Returns whether it is the floor, of which only costs are compared. */
    boolean isFloor(String client) {
        return is(client, Peer.Language.C);
    }

    /** Returns the client. */
    Optional<Peer> peer(String client) {
        return Optional.ofNullable(peers.get(client));
    }
}
