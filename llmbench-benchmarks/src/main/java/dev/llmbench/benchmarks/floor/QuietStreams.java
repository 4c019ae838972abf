package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.FailedRunException;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.RawFile;
import dev.llmbench.benchmarks.harness.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Measures what a stream costs in memory that hardly speaks: one event every 5 s. */
final class QuietStreams {
    /** Length of the answers: at 5 s an event they last for minutes, so that none ends while memory is watched. */
    static final int TOKENS = 128;

    /** The few streams that many are held against. */
    static final int FEW = 100;

    private static final List<String> SERVER = List.of("--rate", "0.2", "--first-ms", Integer.toString(TOKENS));
    private static final int DESCRIPTORS_BESIDE_STREAMS = 200;
    private static final Duration FLOOR_STARTS = Duration.ofSeconds(15); // ramp-up of 10 s, first tokens after 1 s

    private final Bench bench;
    private final RawFile results;
    private final RawFile discards;

    QuietStreams(Bench bench, RawFile results, RawFile discards) {
        this.bench = bench;
        this.results = results;
        this.discards = discards;
    }

    /** Measures clients with few and with many streams, by turns. */
    void run(List<Contender> clients, int many, int repetitions) {
        checkDescriptors(many);
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (Contender client : Turns.order(clients, repetition)) {
                for (int streams : Turns.order(List.of(FEW, many), repetition)) {
                    System.err.println("quiet streams, repetition " + (repetition + 1) + " of " + repetitions + ": "
                            + streams + ", " + client.words());
                    measure(client, streams, repetition);
                }
            }
        }
    }

    private void measure(Contender client, int streams, int repetition) {
        try {
            QuietSample seen = client.jvm().isPresent()
                    ? llmbench(client, client.jvm().get(), streams, repetition)
                    : floor(client, streams, repetition);
            results.add(seen.toJson());
        } catch (FailedRunException e) {
            String what = "quiet streams, repetition " + (repetition + 1) + ", " + streams + ", " + client.id();
            discards.add(what + ": failed: " + String.valueOf(e.getMessage()).replace('\n', ' '));
            System.err.println(what + ": failed, " + e.getMessage());
        }
    }

    private QuietSample llmbench(Contender client, Contender.Jvm jvm, int streams, int repetition) {
        Path folder = bench.freshFolder();
        try (FloorServer server = server(folder)) {
            List<String> command = Bench.java(jvm, QuietClient.class);
            command.addAll(List.of(
                    "--url", server.url().toString(),
                    "--folder", folder.toString(),
                    "--streams", Integer.toString(streams),
                    "--tokens", Integer.toString(TOKENS),
                    "--seconds", Options.argument(bench.settings().window())));
            Path log = folder.resolve("client.log");
            try (Watched process = Watched.start(bench.settings().clientCore(), log, command)) {
                JsonNode figures = bench.resultOf(process, log);
                Window window = Window.of(figures);
                return new QuietSample(
                        client.words(),
                        streams,
                        repetition,
                        process.medianPssBytes(window.beginNanos(), window.endNanos()),
                        Optional.of(figures.required("heapBytes").doubleValue()));
            }
        }
    }

    private QuietSample floor(Contender client, int streams, int repetition) {
        Path folder = bench.freshFolder();
        Path log = folder.resolve("client.log");
        try (FloorServer server = server(folder);
                Watched process = Watched.start(
                        bench.settings().clientCore(),
                        log,
                        List.of(
                                bench.settings()
                                        .programs()
                                        .resolve(FloorClient.PROGRAM)
                                        .toString(),
                                "--url",
                                server.url().toString(),
                                "--streams",
                                Integer.toString(streams),
                                "--tokens",
                                Integer.toString(TOKENS),
                                "--in-step",
                                "--warmup",
                                "3600",
                                "--ramp-up",
                                "10"))) {
            if (process.await(FLOOR_STARTS)) {
                throw new FailedRunException("the floor has ended: " + log);
            }
            long begin = System.nanoTime();
            process.await(bench.settings().window());
            return new QuietSample(
                    client.words(),
                    streams,
                    repetition,
                    process.medianPssBytes(begin, System.nanoTime()),
                    Optional.empty());
        }
    }

    private FloorServer server(Path folder) {
        return FloorServer.start(bench.settings().programs(), bench.settings().serverCore(), folder, false, SERVER);
    }

    private static void checkDescriptors(int streams) {
        long limit = openFiles();
        if (limit < streams + DESCRIPTORS_BESIDE_STREAMS) {
            throw new IllegalStateException(streams + " streams need as many open files, and the limit is " + limit
                    + "; raise it with ulimit -n, or ask for fewer with --quiet-streams");
        }
    }

    /** Returns the hard limit, which the C programs and the JVM raise their own to. */
    private static long openFiles() {
        try {
            return Files.readAllLines(Path.of("/proc/self/limits")).stream()
                    .filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split("\\s{2,}", -1)[2])
                    .mapToLong(limit -> limit.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(limit))
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException e) {
            return Long.MAX_VALUE;
        }
    }
}
