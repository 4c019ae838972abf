package dev.llmbench.report.internal;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Quantile;
import dev.llmbench.report.internal.CsvTable.CsvColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Columns on the latencies of a level. */
final class CsvLatencyColumns {
    private static final double[] PERCENTILES = {50, 90, 95, 99};

    private final List<CsvColumn> columns = new ArrayList<>();

    private CsvLatencyColumns() {}

    static List<CsvColumn> all() {
        CsvLatencyColumns latencies = new CsvLatencyColumns();
        latencies.ofRequests("ttft", Latencies::timeToFirstToken);
        latencies.ofRequests("ttft_from_schedule", Latencies::timeToFirstTokenFromSchedule);
        latencies.ofRequests("ttfc", Latencies::timeToFirstContent);
        latencies.succeeded("itl", Latencies::interTokenLatency, LevelView::interToken);
        latencies.succeeded("chunk_gap", Latencies::chunkGap, LevelView::chunkGap);
        latencies.succeeded("tpot", Latencies::timePerOutputToken);
        latencies.succeeded("decode_per_token", latency -> latency.perToken().decodeTimePerToken());
        latencies.ofRequests("e2e", Latencies::endToEndLatency);
        latencies.ofRequests("e2e_from_schedule", Latencies::endToEndLatencyFromSchedule);
        latencies.succeeded("tail", latency -> latency.endToEnd().tail());
        latencies.succeeded("client_queue", latency -> latency.client().queue());
        latencies.succeeded("connect", latency -> latency.client().connect());
        latencies.succeeded("late_send", latency -> latency.client().lateSend());
        return latencies.columns;
    }

    /** A latency that is known of requests that failed, too. */
    private void ofRequests(String name, Function<Latencies, Distribution> distribution) {
        succeeded(name, distribution);
        percentiles(
                name + "_all", (level, p) -> distribution.apply(level.latency()).percentileOfAll(p));
        add(
                name + "_at_least",
                level -> Boolean.toString(
                        distribution.apply(level.latency()).percentileOfAll(50).atLeast()));
    }

    private void succeeded(String name, Function<Latencies, Distribution> distribution) {
        succeeded(
                name,
                distribution,
                (level, p) -> distribution.apply(level.latency()).percentile(p));
    }

    private void succeeded(
            String name,
            Function<Latencies, Distribution> distribution,
            BiFunction<LevelResult, Double, Quantile> quantile) {
        add(
                name + "_samples",
                level -> Long.toString(distribution.apply(level.latency()).count()));
        add(
                name + "_mean_ms",
                level -> distribution
                        .apply(level.latency())
                        .mean()
                        .map(CsvValue::millis)
                        .orElse(CsvValue.ABSENT));
        percentiles(name, quantile);
    }

    private void percentiles(String name, BiFunction<LevelResult, Double, Quantile> quantile) {
        for (double percentile : PERCENTILES) {
            add(name + "_p" + (int) percentile + "_ms", level -> CsvValue.millis(quantile.apply(level, percentile)));
        }
    }

    private void add(String name, Function<LevelResult, String> value) {
        columns.add(new CsvColumn(name, (result, level) -> value.apply(level)));
    }
}
