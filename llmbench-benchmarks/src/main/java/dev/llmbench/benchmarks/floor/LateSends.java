package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.RawFile;
import dev.llmbench.benchmarks.harness.Watched;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Measures how late llmbench sends requests of an open loop: 1,000 a second, with short answers. */
final class LateSends {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> SERVER = List.of("--rate", "100", "--first-ms", "20");
    private static final long SEED = 4;

    private final Bench bench;
    private final RawFile results;
    private final RawFile discards;

    LateSends(Bench bench, RawFile results, RawFile discards) {
        this.bench = bench;
        this.results = results;
        this.discards = discards;
    }

    /**
     * What was seen in one window.
     *
     * @param p99Millis the 99th percentile of the time from when a request was due to when it was written
     * @param stolenShare the share of all processors' time that others had
     */
    record Seen(double p99Millis, double stolenShare) {
        String toJson() {
            return MAPPER.writeValueAsString(
                    MAPPER.createObjectNode().put("p99Millis", p99Millis).put("stolenShare", stolenShare));
        }

        static Seen parse(String line) {
            JsonNode node = MAPPER.readTree(line);
            return new Seen(
                    node.required("p99Millis").doubleValue(),
                    node.required("stolenShare").doubleValue());
        }
    }

    /** Measures. */
    void run(Contender.Jvm jvm, int repetitions) {
        for (int repetition = 0; repetition < repetitions; repetition++) {
            String what = "late sends, repetition " + (repetition + 1) + " of " + repetitions;
            Turns.cleanWindow(() -> measure(jvm), Seen::stolenShare, why -> {
                        discards.add(what + ": " + why.replace('\n', ' '));
                        System.err.println(what + ": not used, " + why);
                    })
                    .ifPresent(seen -> {
                        results.add(seen.toJson());
                        System.err.printf(Locale.ROOT, "%s: p99 %.3f ms%n", what, seen.p99Millis());
                    });
        }
    }

    private Seen measure(Contender.Jvm jvm) {
        Path folder = bench.freshFolder();
        try (FloorServer server =
                FloorServer.start(bench.settings().programs(), bench.settings().serverCore(), folder, false, SERVER)) {
            List<String> command = Bench.java(jvm, LoadedClient.class);
            command.addAll(List.of(
                    "--url", server.url().toString(),
                    "--folder", folder.toString(),
                    "--rate", "1000",
                    "--tokens", "8",
                    "--warmup", Options.argument(bench.settings().warmUp()),
                    "--seconds", Options.argument(bench.settings().window())));
            Path log = folder.resolve("client.log");
            try (Watched process = Watched.start(bench.settings().clientCore(), log, command)) {
                JsonNode figures = bench.resultOf(process, log);
                Window window = Window.of(figures);
                return new Seen(
                        figures.required("lateSendP99Millis").doubleValue(),
                        bench.steal().stolenShare(window.beginNanos(), window.endNanos()));
            }
        }
    }

    /** Returns the figures in a sentence. */
    static String words(List<Seen> all) {
        double[] p99 = all.stream().mapToDouble(Seen::p99Millis).toArray();
        double worst = all.stream().mapToDouble(Seen::p99Millis).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "p99 **%s ms**, median of %d repetitions; the worst repetition %.2f ms.%n",
                Estimate.median(p99, SEED).words(2),
                p99.length,
                worst);
    }
}
