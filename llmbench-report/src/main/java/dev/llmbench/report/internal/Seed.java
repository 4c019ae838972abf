package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import java.util.regex.Pattern;

/** The seed of a run, stated in its plan or drawn by the run. */
final class Seed {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private Seed() {}

    /** The number; empty where none is stated and the run ended before it asked anything. */
    static String of(BenchmarkResult result) {
        return result.job().plan().workload().seed().stream()
                .mapToObj(Long::toString)
                .findFirst()
                .orElseGet(() -> drawn(result));
    }

    /** A number or nothing: what a result's file says here could be anything. */
    private static String drawn(BenchmarkResult result) {
        String seed = result.extra().getOrDefault("seed", "");
        return NUMBER.matcher(seed).matches() ? seed : "";
    }

    /** The number in words, and whether it was drawn. */
    static String words(BenchmarkResult result) {
        String number = of(result);
        boolean stated = result.job().plan().workload().seed().isPresent();
        return number.isEmpty() ? "no seed" : "seed " + number + (stated ? "" : ", drawn for this run");
    }
}
