package dev.llmbench.api;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was measured at one strength of load.
 *
 * @param load the load
 * @param window when it was measured
 * @param counts what became of the requests, by phase
 * @param tokens tokens and on what their count rests
 * @param throughput what the server delivered in the window
 * @param latency latencies of the requests that started in the window
 * @param timeline how the window went, second by second; absent where it was not kept
 * @param verdict whether the figures can be trusted, and what they mean
 * @param extra further facts by name
 */
public record LevelResult(
        LoadLevel load,
        LevelWindow window,
        PhaseCounts counts,
        TokenCounts tokens,
        Throughput throughput,
        Latencies latency,
        Optional<Timeline> timeline,
        LevelVerdict verdict,
        Map<String, String> extra) {
    /** Copies the map. */
    public LevelResult {
        extra = Collections.unmodifiableMap(new TreeMap<>(extra));
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
