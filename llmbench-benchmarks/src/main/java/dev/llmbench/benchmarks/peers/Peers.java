package dev.llmbench.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The load generators that can be measured. */
final class Peers {
    private final List<Peer> all;

    /**
     * Creates the list.
     *
     * @param llmbench the script {@code llmbench}
     * @param floor the folder of the programs in C
     */
    Peers(Path llmbench, Path floor) {
        all = List.of(
                new LlmbenchPeer(llmbench),
                new VllmPeer(),
                new GuidellmPeer(),
                new AiperfPeer(),
                new GenaiBenchPeer(),
                new InferencePerfPeer(),
                new SglangPeer(false),
                new SglangPeer(true),
                new BenchmarkerPeer(),
                new EndpointsPeer(),
                new GatlingPeer(),
                new FloorPeer(floor));
    }

    /** Returns all of them. */
    List<Peer> all() {
        return all;
    }

    /**
     * Returns the one of a name.
     *
     * @throws IllegalArgumentException when there is none
     */
    Peer named(String name) {
        return all.stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no client '" + name + "'; there are "
                        + all.stream().map(Peer::name).collect(Collectors.joining(", "))));
    }

    /**
     * Returns those to measure.
     *
     * @param names separated by commas; {@code all} for all that are installed
     * @param home where tools are installed
     * @throws IllegalArgumentException when one is unknown or not installed
     */
    List<Peer> chosen(String names, Path home) {
        if (names.equals("all")) {
            return all.stream()
                    .filter(peer -> peer.installation(home).version().isPresent())
                    .toList();
        }
        List<Peer> chosen = new ArrayList<>();
        Arrays.stream(names.split(",", -1)).map(this::named).forEach(peer -> {
            if (peer.installation(home).version().isEmpty()) {
                throw new IllegalArgumentException(
                        peer.name() + " is not installed in " + home + "; run scripts/peers/install.sh " + peer.name());
            }
            chosen.add(peer);
        });
        return List.copyOf(chosen);
    }
}
