package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Progress;
import dev.llmbench.api.Run;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.Served;
import dev.llmbench.api.Target;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.RunLock;
import dev.llmbench.core.internal.file.SavedRun;
import dev.llmbench.core.internal.time.SystemTicker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** A run in this process, on a thread of its own. */
public final class LocalRun implements Run {
    private final CompletableFuture<BenchmarkResult> result = new CompletableFuture<>();
    private final LevelSequence sequence;

    private LocalRun(LevelSequence sequence) {
        this.sequence = sequence;
    }

    /**
     * Starts a run.
     *
     * @param plan what to ask
     * @param served on which server
     * @param observers who follows, besides those of the server
     * @param settings how the run goes on
     * @return the run under way
     */
    public static LocalRun start(BenchmarkPlan plan, Served served, List<RunObserver> observers, RunSettings settings) {
        RunStart fresh = RunStart.fresh(plan, served.target(), Clock.systemUTC().instant());
        return start(plan, served, observers, settings, fresh);
    }

    /**
     * Goes on with a run that ended before its time.
     *
     * @param folder the run's folder
     * @param observers who follows
     * @param settings how the run goes on; of the folder in them no use is made
     * @return the run under way
     * @throws dev.llmbench.api.ConfigurationException if it can't be resumed, see {@link SavedRun#read}, or is still
     *     going on; nothing is changed then
     */
    public static LocalRun resume(Path folder, List<RunObserver> observers, RunSettings settings) {
        RunLock lock = SavedRun.claim(folder);
        try {
            SavedRun saved = SavedRun.read(folder);
            BenchmarkPlan plan = saved.job().plan();
            Target target = (Target) saved.job().where(); // its only kind
            RunStart start = RunStart.resumed(saved, lock, Clock.systemUTC().instant());
            return start(plan, target, observers, settings, start);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static LocalRun start(
            BenchmarkPlan plan, Served served, List<RunObserver> observers, RunSettings settings, RunStart start) {
        List<RunObserver> all = new ArrayList<>(observers);
        all.addAll(served.observers());
        LocalRun run = new LocalRun(new LevelSequence(plan, served, all, settings, SystemTicker.INSTANCE, start));
        Thread thread = new Thread(run::execute, "llmbench-run");
        thread.setDaemon(true); // whoever waits keeps the JVM alive, not a run that nobody waits for
        thread.start();
        return run;
    }

    private void execute() {
        try {
            result.complete(sequence.run());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public Progress snapshot() {
        return sequence.snapshot();
    }

    @Override
    public void cancel() {
        sequence.cancel();
    }

    @Override
    public Optional<Path> folder() {
        return sequence.folder().map(RunFolder::path);
    }

    @Override
    public BenchmarkResult await() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                    cancel(); // and wait on for the partial result
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new CompletionException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
