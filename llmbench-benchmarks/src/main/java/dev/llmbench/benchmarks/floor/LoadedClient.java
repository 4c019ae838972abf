package dev.llmbench.benchmarks.floor;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Load.rate;
import static dev.llmbench.api.Workload.prompts;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Environment;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Run;
import dev.llmbench.api.Target;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.core.LlmBench;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * llmbench under a load, as a program of its own: what a user runs, with its journal, and no more. It prints one JSON object
 * that tells its window and its folder, so that another process can count, time and join what happened.
 */
public final class LoadedClient {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final int ZERO_OFFSET = 8; // behind four letters and the version
    private static final String USAGE = """
            usage: LoadedClient --url URL --folder FOLDER [options]

              --url URL        the server, such as http://127.0.0.1:8000
              --folder FOLDER  takes the run's files
              --model NAME     as the server calls it                    (floor)
              --streams N      users of a closed loop                    (64)
              --rate R         requests a second of an open loop instead
              --tokens N       wanted length of answers                  (128)
              --warmup S       load before the window                    (10)
              --seconds S      length of the window                      (10)
            """;

    private LoadedClient() {}

    /**
     * Measures.
     *
     * @param args options
     * @throws IOException if the folder can't be written
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(
                args,
                USAGE,
                Set.of("url", "folder", "model", "streams", "rate", "tokens", "warmup", "seconds"),
                Set.of());
        try {
            System.out.println(measure(options));
        } catch (Options.UsageException e) {
            throw Options.end(e);
        }
    }

    static String measure(Options options) throws IOException {
        Path folder = Files.createDirectories(Path.of(options.required("folder")));
        Path question = Files.writeString(folder.resolve("prompts.txt"), "Tell a long story about a lighthouse.\n");
        Optional<Double> perSecond = options.number("rate");
        Load load = perSecond.isPresent() ? rate(perSecond.get()) : concurrency(options.count("streams", 1, 64));
        Run run = LlmBench.against(Target.openAi(options.required("url"))
                        .model(options.text("model").orElse("floor")))
                .workload(prompts(question.toString()).outputTokens(options.count("tokens", 1, 128)))
                .load(load)
                .warmUp(options.seconds("warmup", Duration.ofSeconds(10)))
                .measureFor(options.seconds("seconds", Duration.ofSeconds(10)))
                .saveTo(folder)
                .start();
        BenchmarkResult result = run.await();
        Path files = run.folder().orElseThrow();
        return json(result, window(result.levels().get(0), files), files).toString();
    }

    /** The level's own window by the machine's clock: it counts from the journal's zero, which docs/files.md places. */
    private static Window window(LevelResult level, Path files) throws IOException {
        try (DataInputStream journal = new DataInputStream(Files.newInputStream(files.resolve("events.bin")))) {
            journal.skipNBytes(ZERO_OFFSET);
            long begin =
                    journal.readLong() + level.window().begins().orElseThrow().toNanos();
            return new Window(begin, begin + level.window().length().toNanos());
        }
    }

    private static ObjectNode json(BenchmarkResult result, Window window, Path files) {
        LevelResult level = result.levels().get(0);
        Environment environment = result.environment();
        ObjectNode json = new JsonMapper()
                .createObjectNode()
                .put("client", "llmbench")
                .put("beginNanos", window.beginNanos())
                .put("endNanos", window.endNanos())
                .put("folder", files.toString())
                .put("transport", environment.transport())
                .put("jvm", environment.jvm())
                .put("collectors", environment.garbageCollector())
                .put("verdict", level.validity().toString())
                .put("reasons", reasons(level))
                .put("tokensPerSecond", level.throughput().outputTokens().perSecond());
        putMillis(
                json,
                "ttftP50Millis",
                level.latency().firstToken().fromWritten().median());
        putMillis(json, "lateSendP99Millis", level.latency().client().lateSend().percentile(99));
        return json;
    }

    private static String reasons(LevelResult level) {
        return level.verdict().validity().reasons().stream()
                .map(reason -> reason.check()
                        + reason.value().map(value -> " " + value).orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static void putMillis(ObjectNode json, String name, Quantile quantile) {
        quantile.value().ifPresent(value -> json.put(name, value.toNanos() / NANOS_PER_MILLI));
    }
}
