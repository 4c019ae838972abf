package dev.llmbench.api;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured at one strength of load.
 *
 * @param load the load
 * @param variant which of the plan's lengths and repeats; absent where it has only one
 * @param window when it was measured
 * @param counts what became of the requests, by phase
 * @param tokens tokens and on what their count rests
 * @param throughput what the server delivered in the window
 * @param latency latencies of the requests that started in the window
 * @param verdict whether the figures can be trusted, and what they mean
 * @param extra further facts by name
 */
public record LevelResult(
        LoadLevel load,
        Optional<Variant> variant,
        LevelWindow window,
        PhaseCounts counts,
        TokenCounts tokens,
        Throughput throughput,
        Latencies latency,
        LevelVerdict verdict,
        Map<String, String> extra) {
    /**
     * Which of a plan's lengths and repeats a level belongs to.
     *
     * @param shape the lengths, where the plan has several
     * @param repeat which time this is, from 1
     */
    public record Variant(Optional<Shape> shape, int repeat) {}

    /** Copies the map. */
    public LevelResult {
        extra = Collections.unmodifiableMap(new TreeMap<>(extra));
    }

    /**
     * Returns what was measured.
     *
     * @return load, lengths and repeat
     */
    public Point point() {
        return variant.map(which -> new Point(load, which.shape(), which.repeat()))
                .orElseGet(() -> Point.of(load));
    }

    /**
     * Returns how the window went, second by second.
     *
     * @return the timeline, absent where it was not kept
     */
    public Optional<Timeline> timeline() {
        return window.timeline();
    }

    /**
     * Returns whether the figures can be trusted.
     *
     * @return the worst finding
     */
    public Verdict validity() {
        return verdict.validity().verdict();
    }

    /**
     * Returns {@code succeeded / (succeeded + failed)} of the requests of the window.
     *
     * @return a fraction from 0 to 1
     */
    public double successRate() {
        return counts.measured().successRate();
    }

    /**
     * Returns {@code succeeded / (offered - censored - cancelled)} of the requests of the window.
     *
     * @return a fraction from 0 to 1
     */
    public double servedShare() {
        return counts.measured().servedShare();
    }
}
