package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.accuracy.Accuracy;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.benchmarks.harness.LauncherFlags;
import dev.llmbench.benchmarks.harness.Steal;
import dev.llmbench.benchmarks.harness.Watched;
import dev.llmbench.core.Results;
import dev.llmbench.core.RunJournal;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.RequestStamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One repetition of one row: a server and a client, each a process of its own.
 *
 * @param accuracy what was found
 * @param stolenShare how much CPU time others had in the window, from 0 to 1
 */
record Trial(LevelAccuracy accuracy, double stolenShare) {
    /**
     * Measures.
     *
     * @param row what
     * @param quick in a hurry
     * @param cores where
     * @param folder for everything that is written down; must exist
     * @throws IllegalStateException when the client ended without a result; the message has what it said
     */
    static Trial of(Row row, boolean quick, Cores cores, Path folder) {
        Row measured = quick ? row.quick() : row;
        Path files = folder.resolve("run");
        try (Steal steal = Steal.watch();
                ScriptedServerProcess server = ScriptedServerProcess.start(
                        measured.script(), folder, Watched.pinned(cores.server(), List.of()))) {
            Path log = folder.resolve("client.log");
            List<String> command = LauncherFlags.command(
                    RowClient.class,
                    List.of(row.id(), server.url().toString(), files.toString(), quick ? RowClient.QUICK : "whole"));
            try (Watched client = Watched.start(cores.client(), log, command)) {
                if (!client.await(measured.longest())) {
                    throw new IllegalStateException("the client of row " + row.id() + " did not end within "
                            + measured.longest().toSeconds() + " s");
                }
            }
            List<RequestStamps> stamps = server.stop();
            Path run = onlyRun(files, log);
            BenchmarkResult result = Results.read(run);
            LevelAccuracy accuracy = Accuracy.of(result, run, stamps).get(0);
            long zero = RunJournal.visit(run, result, (request, arrivals) -> {}).zeroNanos();
            long from = zero
                    + accuracy.level().window().begins().map(Duration::toNanos).orElseThrow();
            long to = from + accuracy.level().window().length().toNanos();
            return new Trial(accuracy, steal.stolenShare(from, to));
        }
    }

    private static Path onlyRun(Path files, Path log) {
        try {
            if (Files.isDirectory(files)) {
                try (Stream<Path> runs = Files.list(files)) {
                    List<Path> found = runs.filter(run -> Files.exists(run.resolve("result.json")))
                            .toList();
                    if (found.size() == 1) {
                        return found.get(0);
                    }
                }
            }
            throw new IllegalStateException("the client ended without a result: "
                    + Files.readString(log).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the client's files can't be read: " + e.getMessage(), e);
        }
    }
}
