package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Steal;
import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.benchmarks.peers.Outcome.Cost;
import dev.llmbench.benchmarks.peers.Outcome.Result;
import dev.llmbench.benchmarks.peers.Traffic.Steady;
import dev.llmbench.benchmarks.peers.Work.Shape;
import dev.llmbench.simulator.script.RequestStamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of one load generator against a fresh server, held against the server's stamps. */
final class Trial {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LAST_LINES = 3;

    private final Path home;
    private final Reference.Starter server;
    private final int clientCore;
    private final int processors;

    /**
     * Creates a way of running.
     *
     * @param home where tools are installed
     * @param server how the server is started
     * @param clientCore the processor of the load generator, -1 for all
     * @param processors how many there are
     */
    Trial(Path home, Reference.Starter server, int clientCore, int processors) {
        this.home = home;
        this.server = server;
        this.clientCore = clientCore;
        this.processors = clientCore >= 0 ? 1 : processors;
    }

    /**
     * Runs.
     *
     * @param peer the load generator
     * @param shape of the load
     * @param folder for its files; must exist
     * @throws IOException when files can't be written or read
     * @throws IllegalArgumentException when it left no figures, or others than the server has answered
     */
    Result run(Peer peer, Shape shape, Path folder) throws IOException {
        Path work = Files.createDirectories(folder.resolve("client"));
        Path log = folder.resolve("client.log");
        try (Reference reference = server.start(shape, folder);
                Steal steal = Steal.watch()) {
            WarmUp.of(reference.url(), shape);
            Work given = new Work(reference.url(), work, home, shape, processors, server.countsPrompts());
            Peer.Launch launch = peer.launch(given);
            long from = System.nanoTime();
            try (Watched client = Watched.start(clientCore, log, environment(launch), inFolder(work, launch))) {
                if (!over(client)) {
                    throw new IllegalArgumentException("not over after " + PATIENCE.toMinutes() + " min");
                }
                long to = System.nanoTime();
                List<RequestStamps> stamps = reference.stop();
                Figures reported = reported(peer, given, log);
                Traffic traffic = Traffic.mainOf(stamps, from);
                List<RequestStamps> counted = traffic.counted(
                        (int) reported.get(Row.total(Figure.REQUESTS)).orElseThrow());
                return new Result(
                        reported,
                        Truth.of(counted, peer.definition()),
                        Truth.of(counted, Definition.OURS),
                        cost(client, steal, traffic.steady(), from, to));
            }
        }
    }

    /** Waits for a client, and ends it too when this program is ended before it. */
    private static boolean over(Watched client) {
        Thread end = new Thread(client::close, "end-client");
        Runtime.getRuntime().addShutdownHook(end);
        boolean over = client.await(PATIENCE);
        Runtime.getRuntime().removeShutdownHook(end);
        return over;
    }

    private static Cost cost(Watched client, Steal steal, Steady steady, long from, long to) {
        double cpu = client.cpuSecondsBetween(steady.fromNanos(), steady.toNanos());
        // the first sample comes a little behind the start: what was used until then belongs to the start
        double whole = client.cpuSecondsBetween(from, to);
        return new Cost(
                steady.seconds(),
                steady.tokens(),
                steady.atOnce(),
                cpu,
                client.medianPssBytes(steady.fromNanos(), steady.toNanos()),
                steal.stolenShare(steady.fromNanos(), steady.toNanos()),
                whole - cpu,
                (to - from) / NANOS_PER_SECOND);
    }

    private static Figures reported(Peer peer, Work work, Path log) throws IOException {
        try {
            return peer.report(work);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + "; it said last: " + lastWords(log), e);
        }
    }

    private static String lastWords(Path log) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Watched.outputOf(log)));
        lines.addAll(Files.readAllLines(log));
        List<String> spoken = lines.stream().filter(line -> !line.isBlank()).toList();
        return String.join(" / ", spoken.subList(Math.max(0, spoken.size() - LAST_LINES), spoken.size()));
    }

    private List<String> inFolder(Path folder, Peer.Launch launch) {
        List<String> command = new ArrayList<>(clientCore >= 0 ? List.of() : Processors.all(processors));
        command.addAll(List.of("env", "-C", folder.toString()));
        command.addAll(launch.command());
        return command;
    }

    /** No tool may ask a hub, tell anybody what it does, or draw bars. */
    private Map<String, String> environment(Peer.Launch launch) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "HF_HOME", home.resolve("hub").toString(),
                "HF_HUB_OFFLINE", "1",
                "TRANSFORMERS_OFFLINE", "1",
                "HF_HUB_DISABLE_TELEMETRY", "1",
                "DO_NOT_TRACK", "1",
                "VLLM_NO_USAGE_STATS", "1",
                "TOKENIZERS_PARALLELISM", "false",
                "NO_COLOR", "1"));
        environment.putAll(launch.environment());
        return environment;
    }
}
