package dev.llmbench.report.internal;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.Interval;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Throughput;
import dev.llmbench.report.internal.CsvTable.CsvColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Columns on load, window, throughput, counts and tokens of a level. */
final class CsvLevelColumns {
    private final List<CsvColumn> columns = new ArrayList<>();

    private CsvLevelColumns() {}

    static List<CsvColumn> all() {
        CsvLevelColumns level = new CsvLevelColumns();
        level.load();
        level.window();
        level.throughput();
        level.counts();
        level.tokens();
        return level.columns;
    }

    private void load() {
        add("load_kind", level -> kind(level.load()));
        add(
                "users",
                level -> level.load() instanceof LoadLevel.Users users
                        ? Integer.toString(users.concurrency())
                        : CsvValue.ABSENT);
        add(
                "offered_requests_per_s",
                level -> rate(level)
                        .map(rate -> CsvValue.number(rate.requestsPerSecond()))
                        .orElse(CsvValue.ABSENT));
        add("arrival", level -> rate(level).map(rate -> rate.arrival().label()).orElse(CsvValue.ABSENT));
        add(
                "max_in_flight",
                level -> level.load().maxInFlight().isPresent()
                        ? Integer.toString(level.load().maxInFlight().getAsInt())
                        : CsvValue.ABSENT);
    }

    private static String kind(LoadLevel load) {
        if (load instanceof LoadLevel.Rate) {
            return "open";
        }
        return load instanceof LoadLevel.Saturation ? "saturation" : "closed";
    }

    private static Optional<LoadLevel.Rate> rate(LevelResult level) {
        return level.load() instanceof LoadLevel.Rate rate ? Optional.of(rate) : Optional.empty();
    }

    private void window() {
        add("level_started_at", level -> level.window().startedAt().toString());
        add("level_ending", level -> level.window().ending().name().toLowerCase(Locale.ROOT));
        add("warm_up_s", level -> CsvValue.seconds(level.window().warmUp()));
        add("window_s", level -> CsvValue.seconds(level.window().length()));
        add("drain_s", level -> CsvValue.seconds(level.window().drain()));
    }

    private void throughput() {
        rate("output_tokens_per_s", Throughput::outputTokens);
        add("output_tokens_per_s_low", level -> end(level, Interval::low));
        add("output_tokens_per_s_high", level -> end(level, Interval::high));
        rate("completed_output_tokens_per_s", Throughput::completedOutputTokens);
        add(
                "peak_output_tokens_per_s",
                level -> level.throughput()
                        .peakOutputTokens()
                        .map(peak -> CsvValue.number(peak.perSecond()))
                        .orElse(CsvValue.ABSENT));
        rate("total_tokens_per_s", Throughput::totalTokens);
        rate("requests_per_s", Throughput::requests);
        rate("failures_per_s", Throughput::failures);
        add(
                "mean_concurrency",
                level -> CsvValue.number(level.throughput().steadiness().meanConcurrency()));
        add(
                "littles_law_residual",
                level -> optional(level.throughput().steadiness().littlesLawResidual()));
        add(
                "output_tokens_per_s_slope_per_s",
                level -> optional(level.throughput().steadiness().slopePerSecond()));
    }

    private static String end(LevelResult level, Function<Interval, Double> end) {
        return optional(level.throughput().outputTokens().interval().map(end));
    }

    private void counts() {
        count("offered", RequestCounts::offered);
        count("succeeded", RequestCounts::succeeded);
        count("failed", RequestCounts::failedTotal);
        count("censored", RequestCounts::censored);
        count("cancelled", RequestCounts::cancelled);
        count("dropped", RequestCounts::dropped);
        count("reconnected", RequestCounts::reconnected);
        for (FailureKind kind : FailureKind.values()) {
            count(
                    "failed_" + kind.name().toLowerCase(Locale.ROOT),
                    counts -> counts.failed().getOrDefault(kind, 0L));
        }
        add("success_share", level -> CsvValue.number(level.successRate()));
        add("served_share", level -> CsvValue.number(level.servedShare()));
    }

    private void tokens() {
        add("output_tokens", level -> Long.toString(level.tokens().output()));
        add("prompt_tokens", level -> Long.toString(level.tokens().prompt()));
        add(
                "cached_prompt_tokens",
                level -> level.tokens()
                        .cachedPrompt()
                        .map(count -> Long.toString(count))
                        .orElse(CsvValue.ABSENT));
        add(
                "tokens_exact_share",
                level -> CsvValue.number(level.tokens().basis().exact()));
        add(
                "tokens_prorated_share",
                level -> CsvValue.number(level.tokens().basis().prorated()));
        add(
                "tokens_estimated_share",
                level -> CsvValue.number(level.tokens().basis().estimated()));
    }

    private void rate(String name, Function<Throughput, Rate> rate) {
        add(name, level -> CsvValue.number(rate.apply(level.throughput()).perSecond()));
    }

    private void count(String name, ToLongFunction<RequestCounts> count) {
        add(name, level -> Long.toString(count.applyAsLong(level.counts().measured())));
    }

    private static String optional(Optional<Double> value) {
        return value.map(CsvValue::number).orElse(CsvValue.ABSENT);
    }

    private void add(String name, Function<LevelResult, String> value) {
        columns.add(new CsvColumn(name, (result, level) -> value.apply(level)));
    }
}
