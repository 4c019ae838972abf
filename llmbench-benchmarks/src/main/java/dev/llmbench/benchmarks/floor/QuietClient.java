package dev.llmbench.benchmarks.floor;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Workload.prompts;

import dev.llmbench.api.Run;
import dev.llmbench.api.Target;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.core.LlmBench;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * llmbench with many streams that hardly speak, as a program of its own. When every stream has had its first token it collects
 * garbage, tells the heap that is left, and stays so for a while, in which its resident memory can be watched.
 */
public final class QuietClient {
    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofHours(1);
    private static final long BETWEEN_LOOKS_MILLIS = 100;
    private static final int COLLECTIONS = 3;
    private static final String USAGE = """
            usage: QuietClient --url URL --folder FOLDER --streams N [--seconds S]

              --url URL        the server
              --folder FOLDER  takes the run's files
              --streams N      users, each with an answer under way
              --tokens N       wanted length of answers                          (128)
              --seconds S      how long it stays as it is after the collection   (20)
            """;

    private QuietClient() {}

    /**
     * Measures.
     *
     * @param args options
     * @throws IOException if the folder can't be written
     * @throws InterruptedException if somebody ends this thread
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Options options = Options.of(args, USAGE, Set.of("url", "folder", "streams", "tokens", "seconds"), Set.of());
        try {
            measure(options);
        } catch (Options.UsageException e) {
            throw Options.end(e);
        }
    }

    private static void measure(Options options) throws IOException, InterruptedException {
        int streams = options.count("streams", 1, 100);
        Path folder = Files.createDirectories(Path.of(options.required("folder")));
        Path question = Files.writeString(folder.resolve("prompts.txt"), "Tell a long story about a lighthouse.\n");
        Run run = LlmBench.against(Target.openAi(options.required("url")).model("floor"))
                .workload(prompts(question.toString()).outputTokens(options.count("tokens", 1, 128)))
                .load(concurrency(streams))
                .warmUp(Duration.ofSeconds(10)) // over which the users start
                .measureFor(LONGER_THAN_ANYBODY_WAITS)
                .saveTo(folder)
                .start();
        awaitFirstTokens(run, streams);
        long heap = heapAfterCollection();
        long begin = System.nanoTime();
        Thread.sleep(options.seconds("seconds", Duration.ofSeconds(20)).toMillis());
        System.out.println(new JsonMapper()
                .createObjectNode()
                .put("streams", streams)
                .put("beginNanos", begin)
                .put("endNanos", System.nanoTime())
                .put("heapBytes", heap));
        run.cancel();
        run.await();
    }

    private static void awaitFirstTokens(Run run, int streams) throws InterruptedException {
        long limit = System.nanoTime() + LONGEST_START.toNanos();
        while (run.snapshot().tokens().output() < streams
                || run.snapshot().requests().inFlight() < streams) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("not every stream had a token in time: " + run.snapshot());
            }
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        }
    }

    private static long heapAfterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
