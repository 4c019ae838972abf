package dev.llmbench.accuracy;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.Run;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.core.Benchmark;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures how far llmbench's figures are off on this machine: a scripted server in a process of its own answers 64 streams of
 * 30 tokens a second, and its stamps are the truth. Immutable.
 *
 * <pre>{@code
 * Optional<LevelAccuracy> level = AccuracyCheck.ofThisMachine().run();
 * }</pre>
 *
 * <p>Server and client share this machine's processors. With one processor each waits for the other, and figures are further
 * off than they are against a server elsewhere.
 */
public final class AccuracyCheck {
    /** How many users ask. */
    public static final int STREAMS = 64;

    /** How fast each is answered, in tokens a second. */
    public static final int TOKENS_PER_SECOND = 30;

    /** The shortest time in which all requests of a window can be followed to their end. */
    public static final Duration SHORTEST = Duration.ofSeconds(10);

    private static final Duration DEFAULT = Duration.ofSeconds(20);
    private static final int ANSWER_TOKENS = 60;
    private static final int PROMPT_TOKENS = 20;
    private static final Duration FIRST_TOKEN = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    /** The starts of two processes, and the last answers behind the window. */
    private static final Duration AROUND = Duration.ofSeconds(6);

    private final Duration lasting;
    private final List<RunObserver> observers;

    private AccuracyCheck(Duration lasting, List<RunObserver> observers) {
        this.lasting = lasting;
        this.observers = List.copyOf(observers);
    }

    /**
     * Returns the check of about 20 s.
     *
     * @return the check, to be run
     */
    public static AccuracyCheck ofThisMachine() {
        return new AccuracyCheck(DEFAULT, List.of());
    }

    /**
     * Sets about how long it takes in all; a longer check has more requests.
     *
     * @param time at least {@link #SHORTEST}
     * @return a new check
     */
    public AccuracyCheck lasting(Duration time) {
        if (time.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException(
                    "time of a check must be at least " + SHORTEST.toSeconds() + " s, but was " + time);
        }
        return new AccuracyCheck(time, observers);
    }

    /**
     * Adds someone who follows the measurement.
     *
     * @param observer told about once a second
     * @return a new check
     */
    public AccuracyCheck onProgress(RunObserver observer) {
        List<RunObserver> more = new ArrayList<>(observers);
        more.add(observer);
        return new AccuracyCheck(lasting, more);
    }

    /**
     * Measures; keeps its files in a temporary folder, which is gone afterwards.
     *
     * @return how far figures were off; empty when this thread was interrupted, whose interrupt is kept
     * @throws dev.llmbench.api.LlmBenchException if nothing could be measured
     * @throws UncheckedIOException if the server can't be started
     */
    public Optional<LevelAccuracy> run() {
        Path folder = temporaryFolder();
        try {
            return run(folder);
        } finally {
            delete(folder);
        }
    }

    private Optional<LevelAccuracy> run(Path folder) {
        Script script = Script.of(Answers.tokensFromRequest()
                .timeToFirst(FIRST_TOKEN)
                .every(Duration.ofSeconds(1).dividedBy(TOKENS_PER_SECOND)));
        try (ScriptedServerProcess server = ScriptedServerProcess.start(script, folder)) {
            Run run = benchmark(server, folder).start();
            BenchmarkResult result = run.await();
            if (Thread.currentThread().isInterrupted() || result.levels().isEmpty()) {
                return Optional.empty();
            }
            return Accuracy.of(result, run.folder().orElseThrow(), server.stop()).stream()
                    .findFirst();
        }
    }

    private Benchmark benchmark(ScriptedServerProcess server, Path folder) {
        Benchmark benchmark = LlmBench.against(
                        Target.openAi(server.url().toString()).model(Accuracy.MODEL))
                .workload(Workload.synthetic().inputTokens(PROMPT_TOKENS).outputTokens(ANSWER_TOKENS))
                .load(Load.concurrency(STREAMS))
                .warmUp(WARM_UP)
                .measureFor(lasting.minus(WARM_UP).minus(AROUND))
                .saveTo(folder);
        for (RunObserver observer : observers) {
            benchmark = benchmark.onProgress(observer);
        }
        return benchmark;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("llmbench-accuracy");
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder for the journal and the stamps: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // What is left in the system's temporary folder is no reason to lose what was measured.
        }
    }
}
