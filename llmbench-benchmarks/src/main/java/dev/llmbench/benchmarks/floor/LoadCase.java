package dev.llmbench.benchmarks.floor;

import java.util.List;

/**
 * A load that both clients are measured under.
 *
 * @param id its name in files and options
 * @param words its name in tables
 * @param streams users, each with one answer under way
 * @param tokens length of an answer: some seconds, so that answers also end and begin in every window
 * @param server options of the server
 * @param paced whether events are due at set times; else a delay would be that of a queue without end
 */
record LoadCase(String id, String words, int streams, int tokens, List<String> server, boolean paced) {
    /** Every load, in the order of the tables. */
    static final List<LoadCase> ALL = List.of(
            paced("64x30", "64 streams × 30/s", 64, 300, "--rate", "30"),
            paced("512x30", "512 streams × 30/s", 512, 300, "--rate", "30"),
            paced("512x30-burst", "512 × 30/s, all due at once", 512, 300, "--rate", "30", "--burst"),
            paced("4096x15", "4,096 streams × 15/s", 4096, 150, "--rate", "15"),
            paced("512x30-8", "512 × 30/s, 8 events a write", 512, 304, "--rate", "30", "--per-write", "8"),
            unpaced("fast", "512 as fast as possible", "--per-write", "1"),
            unpaced("fast-8", "512 as fast as possible, 8 events a write", "--per-write", "8"));

    /** The loads that every variant is measured under. */
    static final List<String> OF_VARIANTS = List.of("512x30", "4096x15", "512x30-8");

    LoadCase {
        server = List.copyOf(server);
    }

    private static LoadCase paced(String id, String words, int streams, int tokens, String... server) {
        return new LoadCase(id, words, streams, tokens, List.of(server), true);
    }

    private static LoadCase unpaced(String id, String words, String... server) {
        List<String> options = List.of("--as-fast-as-possible", server[0], server[1]);
        return new LoadCase(id, words, 512, 304, options, false);
    }

    /** Returns the names of all. */
    static List<String> ids() {
        return ALL.stream().map(LoadCase::id).toList();
    }

    /** Returns a load by its name. */
    static LoadCase of(String id) {
        return ALL.stream()
                .filter(load -> load.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no load " + id));
    }

    /** Returns this load with answers of another length, for a quick look. */
    LoadCase withTokens(int other) {
        return new LoadCase(id, words, streams, other, server, paced);
    }
}
