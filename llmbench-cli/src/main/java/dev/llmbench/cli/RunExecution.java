package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Run;
import dev.llmbench.api.Target;
import dev.llmbench.core.Benchmark;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.LocalRunner;
import dev.llmbench.core.Resumption;
import dev.llmbench.report.ConsoleProgress;
import dev.llmbench.report.Style;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** Carries out a plan: says what is about to be done, shows how it goes, prints the result, and waits for an interrupt. */
final class RunExecution {
    private static final int PROGRESS_WIDTH = 80;

    private final Io io;
    private final FormatOptions format;
    private final boolean quiet;
    private final boolean resumable;
    private volatile Optional<Run> started = Optional.empty();

    RunExecution(Io io, FormatOptions format, boolean quiet) {
        this(io, format, quiet, true);
    }

    private RunExecution(Io io, FormatOptions format, boolean quiet, boolean resumable) {
        this.io = io;
        this.format = format;
        this.quiet = quiet;
        this.resumable = resumable;
    }

    /** The same for a run that nobody can finish when it was interrupted. */
    RunExecution withoutResumption() {
        return new RunExecution(io, format, quiet, false);
    }

    /** Carries out a plan as a new run, which keeps its files below a folder. */
    int carryOut(BenchmarkPlan plan, Target target, Optional<Path> results) {
        LocalRunner runner = runner();
        if (results.isPresent()) {
            runner = runner.savingTo(results.get());
        }
        Benchmark benchmark = LlmBench.benchmark(plan, target);
        if (!quiet) {
            PlanSummary.of(plan, Optional.of(target), results).forEach(io.err()::println);
            benchmark = benchmark.onProgress(progress());
        }
        Benchmark told = benchmark;
        LocalRunner saving = runner;
        return follow(() -> told.startIn(saving));
    }

    /** Finishes a run that ended before its time. */
    int resume(Resumption left) {
        Resumption resumption = left.in(runner());
        if (!quiet) {
            PlanSummary.left(left.plan(), left.target(), left.levelsFinished()).forEach(io.err()::println);
            io.err()
                    .println("Resumes   " + left.folder() + ", of which " + left.levelsFinished()
                            + (left.levelsFinished() == 1 ? " level is" : " levels are") + " finished");
            resumption = resumption.onProgress(progress());
        }
        return follow(resumption::start);
    }

    private LocalRunner runner() {
        LocalRunner local = LlmBench.local().environment(io.environment());
        return resumable ? local : local.withoutResumption();
    }

    private int follow(Supplier<Run> start) {
        try (Interrupts.Watch watch = io.interrupts().watch(this::cancel)) {
            Run run = start.get();
            started = Optional.of(run);
            if (watch.interrupted()) {
                run.cancel(); // the interrupt came before there was a run to cancel
            }
            BenchmarkResult result = run.await();
            return finish(result, run.folder(), watch.interrupted());
        }
    }

    private void cancel() {
        if (!quiet) {
            Failures.say(io, "interrupted; ending the run. Once more ends the process at once");
        }
        started.ifPresent(Run::cancel);
    }

    private int finish(BenchmarkResult result, Optional<Path> folder, boolean interrupted) {
        if (result.levels().isEmpty()) {
            Failures.say(
                    io,
                    "nothing was measured: "
                            + result.run().endedBecause().orElse("the run ended before its first window"));
        } else {
            format.print(result, io);
        }
        if (!quiet) {
            folder.ifPresent(path -> io.err().println("Files of this run: " + path));
            folder.filter(path -> resumable && result.run().ending() == Ending.CANCELLED)
                    .ifPresent(path -> io.err().println("To finish it: llmbench resume " + path));
        }
        Outcome outcome = Outcome.of(result);
        if (!result.levels().isEmpty()) {
            outcome.why().ifPresent(why -> Failures.say(io, why));
        }
        io.err().flush();
        return interrupted ? ExitCode.INTERRUPTED : outcome.code();
    }

    private ConsoleProgress progress() {
        Style style = format.noColor() ? Style.PLAIN : io.errStyle();
        return new ConsoleProgress(io.err(), io.errTerminal(), style, io.width(PROGRESS_WIDTH));
    }
}
