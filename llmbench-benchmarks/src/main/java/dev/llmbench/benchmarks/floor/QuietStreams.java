package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.harness.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Measures what a stream costs in memory that hardly speaks: one event every 5 s. */
final class QuietStreams {
    /** The few streams that many are held against. */
    static final int FEW = 100;

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> SERVER = List.of("--rate", "0.2", "--first-ms", "1000");
    private static final int DESCRIPTORS_BESIDE_STREAMS = 200;
    private static final long SEED = 4;
    private static final Duration FLOOR_STARTS = Duration.ofSeconds(15); // ramp-up of 10 s, first tokens after 1 s

    private final Bench bench;
    private final RawFile results;

    QuietStreams(Bench bench, RawFile results) {
        this.bench = bench;
        this.results = results;
    }

    /**
     * What was seen of one client with so many streams.
     *
     * @param client its name in tables
     * @param streams how many
     * @param repetition from 0
     * @param pssBytes median proportional set size
     * @param heapBytes live heap; absent for the floor
     */
    record Seen(String client, int streams, int repetition, double pssBytes, Optional<Double> heapBytes) {
        String toJson() {
            ObjectNode json = MAPPER.createObjectNode()
                    .put("client", client)
                    .put("streams", streams)
                    .put("repetition", repetition)
                    .put("pssBytes", pssBytes);
            heapBytes.ifPresent(bytes -> json.put("heapBytes", bytes));
            return MAPPER.writeValueAsString(json);
        }

        static Seen parse(String line) {
            JsonNode node = MAPPER.readTree(line);
            return new Seen(
                    node.required("client").stringValue(),
                    node.required("streams").intValue(),
                    node.required("repetition").intValue(),
                    node.required("pssBytes").doubleValue(),
                    node.has("heapBytes") ? Optional.of(node.get("heapBytes").doubleValue()) : Optional.empty());
        }
    }

    /** Measures clients with few and with many streams, by turns. */
    void run(List<Contender> clients, int many, int repetitions) {
        checkDescriptors(many);
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (Contender client : Turns.order(clients, repetition)) {
                for (int streams : Turns.order(List.of(FEW, many), repetition)) {
                    System.err.println("quiet streams, repetition " + (repetition + 1) + " of " + repetitions + ": "
                            + streams + ", " + client.words());
                    Seen seen = client.jvm().isPresent()
                            ? llmbench(client, client.jvm().get(), streams, repetition)
                            : floor(client, streams, repetition);
                    results.add(seen.toJson());
                }
            }
        }
    }

    private Seen llmbench(Contender client, Contender.Jvm jvm, int streams, int repetition) {
        Path folder = bench.freshFolder();
        try (FloorServer server = server(folder)) {
            List<String> command = Bench.java(jvm, QuietClient.class);
            command.addAll(List.of(
                    "--url", server.url().toString(),
                    "--folder", folder.toString(),
                    "--streams", Integer.toString(streams),
                    "--seconds", Bench.seconds(bench.settings().window())));
            Path log = folder.resolve("client.log");
            try (Watched process = Watched.start(bench.settings().clientCore(), log, command)) {
                JsonNode figures = MAPPER.readTree(bench.outputOf(process, log));
                Window window = Window.of(figures);
                return new Seen(
                        client.words(),
                        streams,
                        repetition,
                        process.medianPssBytes(window.beginNanos(), window.endNanos()),
                        Optional.of(figures.required("heapBytes").doubleValue()));
            }
        }
    }

    private Seen floor(Contender client, int streams, int repetition) {
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
                                "1000",
                                "--in-step",
                                "--warmup",
                                "3600",
                                "--ramp-up",
                                "10"))) {
            if (process.await(FLOOR_STARTS)) {
                throw new Bench.FailedRunException("the floor has ended: " + log);
            }
            long begin = System.nanoTime();
            process.await(bench.settings().window());
            return new Seen(
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

    /** Returns a table of what each further stream costs, from few to many. */
    static String table(List<Seen> all) {
        MarkdownTable table = new MarkdownTable(
                "client", "streams", "repetitions", "heap a stream, bytes", "resident a stream, bytes", "resident, MB");
        Map<String, List<Seen>> byClient =
                all.stream().collect(Collectors.groupingBy(Seen::client, LinkedHashMap::new, Collectors.toList()));
        byClient.forEach((client, seen) -> {
            int many = seen.stream().mapToInt(Seen::streams).max().orElse(0);
            double[] few = sorted(seen, FEW, Seen::pssBytes);
            double[] most = sorted(seen, many, Seen::pssBytes);
            if (many > FEW && few.length == most.length) {
                boolean heap = seen.stream().allMatch(one -> one.heapBytes().isPresent());
                table.row(
                        client,
                        String.format(Locale.ROOT, "%d to %,d", FEW, many),
                        Integer.toString(most.length),
                        heap
                                ? perStream(
                                        sorted(seen, FEW, one -> one.heapBytes().orElseThrow()),
                                        sorted(
                                                seen,
                                                many,
                                                one -> one.heapBytes().orElseThrow()),
                                        many)
                                : "-",
                        perStream(few, most, many),
                        String.format(
                                Locale.ROOT, "%.1f", Estimate.median(most, SEED).median() / 1e6));
            }
        });
        return table.text();
    }

    /** By repetition. */
    private static double[] sorted(List<Seen> seen, int streams, ToDoubleFunction<Seen> figure) {
        return seen.stream()
                .filter(one -> one.streams() == streams)
                .sorted(Comparator.comparingInt(Seen::repetition))
                .mapToDouble(figure)
                .toArray();
    }

    private static String perStream(double[] few, double[] many, int streams) {
        double[] each = new double[many.length];
        for (int i = 0; i < each.length; i++) {
            each[i] = (many[i] - few[i]) / (streams - FEW);
        }
        return Estimate.median(each, SEED).words(0);
    }
}
