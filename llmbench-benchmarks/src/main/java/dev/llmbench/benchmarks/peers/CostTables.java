package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.peers.Outcome.Cost;
import dev.llmbench.benchmarks.peers.Outcome.Result;
import dev.llmbench.benchmarks.peers.Runs.Pairs;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What clients cost: CPU time per token, memory, memory of each further stream. */
final class CostTables {
    /** At most so much of a Python peer's CPU time per token. */
    static final double CPU_GOAL = 1.0 / 3;
    /** At most so much of a Python peer's memory of each further stream. */
    static final double MEMORY_GOAL = 1.0 / 5;

    private static final long SEED = 1;
    private static final double MEBI = 1 << 20;
    private static final double KIBI = 1 << 10;

    private final Runs runs;
    private final Names names;

    CostTables(Runs runs, Names names) {
        this.runs = runs;
        this.names = names;
    }

    /** Returns CPU time and memory at one load. */
    String at(Shape shape) {
        MarkdownTable table = new MarkdownTable(
                shape.streams() + " streams",
                "CPU per token, us",
                "llmbench / this",
                "of a processor",
                "at once",
                "memory, MiB",
                "CPU beside, s",
                "whole run, s",
                "runs");
        for (String client : runs.clients()) {
            double[] cpu = cost(client, shape, Cost::microsPerToken);
            if (cpu.length > 0) {
                table.row(
                        names.title(client),
                        Estimate.median(cpu, SEED).words(1),
                        cpuRatio(client, shape).map(ratio -> ratio.words(3)).orElse(""),
                        median(cost(client, shape, Cost::load), "%.2f"),
                        median(cost(client, shape, Cost::atOnce), "%.0f"),
                        median(cost(client, shape, cost -> cost.pssBytes() / MEBI), "%.0f"),
                        median(cost(client, shape, Cost::cpuSecondsBeside), "%.1f"),
                        median(cost(client, shape, Cost::wallSeconds), "%.0f"),
                        Integer.toString(cpu.length));
            }
        }
        return table.text();
    }

    /** Returns the memory of each further stream between the least and the greatest load. */
    String growth() {
        List<Shape> shapes = runs.shapes();
        if (shapes.size() < 2) {
            return "Only one number of streams was measured.\n";
        }
        Shape few = shapes.get(0);
        Shape many = shapes.get(shapes.size() - 1);
        MarkdownTable table = new MarkdownTable(
                "memory", "MiB at " + few.streams(), "MiB at " + many.streams(), "KiB each further stream");
        for (String client : runs.clients()) {
            Optional<Estimate> growth = growth(client, few, many);
            if (growth.isPresent()) {
                table.row(
                        names.title(client),
                        median(cost(client, few, cost -> cost.pssBytes() / MEBI), "%.0f"),
                        median(cost(client, many, cost -> cost.pssBytes() / MEBI), "%.0f"),
                        growth.get().words(1));
            }
        }
        return table.text();
    }

    /** Returns the ratio of CPU time per token, llmbench to this one. */
    Optional<Estimate> cpuRatio(String client, Shape shape) {
        return cpuRatio(LlmbenchPeer.NAME, client, shape);
    }

    /** Returns the ratio of CPU time per token, one client to another. */
    Optional<Estimate> cpuRatio(String one, String other, Shape shape) {
        Pairs pairs = runs.pairs(
                one, other, shape, result -> OptionalDouble.of(result.cost().microsPerToken()));
        return pairs.count() == 0
                ? Optional.empty()
                : Optional.of(Estimate.medianRatio(pairs.ours(), pairs.theirs(), SEED));
    }

    /** Returns the memory of each further stream in KiB: pairs are the repetitions that have both loads. */
    Optional<Estimate> growth(String client, Shape few, Shape many) {
        Function<Result, OptionalDouble> memory =
                result -> OptionalDouble.of(result.cost().pssBytes());
        double[] small = runs.values(client, few, memory);
        double[] large = runs.values(client, many, memory);
        int pairs = Math.min(small.length, large.length);
        if (pairs == 0) {
            return Optional.empty();
        }
        double[] each = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            each[i] = (large[i] - small[i]) / KIBI / (many.streams() - few.streams());
        }
        return Optional.of(Estimate.median(each, SEED));
    }

    private double[] cost(String client, Shape shape, ToDoubleFunction<Cost> number) {
        return runs.values(client, shape, result -> OptionalDouble.of(number.applyAsDouble(result.cost())));
    }

    private static String median(double[] values, String form) {
        return values.length == 0
                ? ""
                : String.format(Locale.ROOT, form, Estimate.median(values, SEED).median());
    }
}
