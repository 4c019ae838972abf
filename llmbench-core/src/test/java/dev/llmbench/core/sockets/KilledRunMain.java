package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.core.LlmBench;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A short run, or what is left of one, in a process of its own that somebody kills. */
final class KilledRunMain {
    private KilledRunMain() {}

    /** What is begun. */
    enum Kind {
        /** Three numbers of users, for a time each. */
        SWEEP,
        /** Two numbers of users, each until so many tokens have arrived. */
        RACE,
        /** One user with two lengths of answers, each measured twice. */
        GRID;

        private BenchmarkPlan plan(Target target, Path folder) {
            return switch (this) {
                case SWEEP ->
                    ofFile(target, concurrency(1, 2, 3), folder).withStop(Stop.elapsed(Duration.ofMillis(300)));
                case RACE -> ofFile(target, concurrency(1, 2), folder).withStop(Stop.outputTokens(300));
                case GRID ->
                    BenchmarkPlan.of(
                                    Workload.synthetic().seed(3).shapes(Shape.of(20, 4), Shape.of(20, 8)),
                                    concurrency(1))
                            .withPhases(Phases.defaults()
                                    .withWarmUp(Duration.ZERO)
                                    .withRest(Duration.ZERO)
                                    .withRepeats(2))
                            .withStop(Stop.elapsed(Duration.ofMillis(250)));
            };
        }

        private static BenchmarkPlan ofFile(Target target, Load load, Path folder) {
            return Runs.benchmark(target, load, folder).plan();
        }
    }

    /**
     * Begins or resumes a run.
     *
     * @param args {@code begin}, its kind, the server and a folder for files; or {@code resume} and the run's folder
     */
    public static void main(String[] args) {
        if (args[0].equals("resume")) {
            LlmBench.resume(Path.of(args[1])).run();
        } else {
            Target target = Runs.target(URI.create(args[2]));
            Path folder = Path.of(args[3]);
            LlmBench.benchmark(Kind.valueOf(args[1]).plan(target, folder), target)
                    .startIn(LlmBench.local().savingTo(Runs.results(folder)))
                    .await();
        }
    }
}
