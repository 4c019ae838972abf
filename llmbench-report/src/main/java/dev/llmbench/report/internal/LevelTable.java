package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Cost;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Goodput;
import dev.llmbench.api.Interval;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of a result: a row for every level, and the notes that its marks need. */
final class LevelTable {
    private static final String TOO_FEW = "*";

    private final List<LevelResult> levels;
    private final List<Column> columns = new ArrayList<>();
    private final TreeMap<Double, Long> tooFew = new TreeMap<>();
    private boolean atLeast;

    LevelTable(BenchmarkResult result) {
        this.levels = result.levels();
        boolean open = levels.stream().anyMatch(LevelView::openLoop);
        load(open);
        throughput();
        latencies();
        requests(open);
        money();
        add("", "note", 82, level -> Cell.of(LevelView.note(result, level)));
        add("", "verdict", Column.ALWAYS, level -> new Cell(level.validity().name(), "", Words.tone(level.validity())));
        columns.removeIf(column -> column.name().equals("note")
                && column.cells().stream().allMatch(cell -> cell.text().isEmpty()));
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    List<String> notes() {
        List<String> notes = new ArrayList<>();
        boolean open = levels.stream().anyMatch(LevelView::openLoop);
        if (open) {
            notes.add("TTFT and E2E count from the moment a request was due, not from when it was sent.");
        }
        if (levels.stream().anyMatch(LevelView::anyFailedOrDropped)) {
            notes.add("TTFT and E2E are over all requests: failed and dropped ones count as infinitely slow (∞)."
                    + " ITL and TPOT are over those that succeeded.");
        }
        if (!tooFew.isEmpty()) {
            notes.add(TOO_FEW + " fewer samples than this percentile needs: "
                    + tooFew.entrySet().stream()
                            .map(entry -> need(entry.getKey(), entry.getValue()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (atLeast) {
            notes.add(
                    "≥ more than 1 % of the requests were still open when they were cut off: the value is a lower bound.");
        }
        if (levels.stream().anyMatch(LevelView::estimated)) {
            notes.add("~ more than 2 % of the tokens are estimated, because the server did not report their number.");
        }
        return notes;
    }

    private void load(boolean open) {
        add(open ? "offered" : "", open ? "req/s" : "users", Column.ALWAYS, level -> Cell.of(Words.load(level.load())));
        if (levels.stream().anyMatch(level -> level.point().shape().isPresent())) {
            add("in", "tokens", Column.ALWAYS, level -> shape(level, Shape::inputTokens));
            add("out", "tokens", Column.ALWAYS, level -> shape(level, Shape::outputTokens));
        }
        if (levels.stream().anyMatch(level -> level.point().repeat() > 1)) {
            add(
                    "",
                    "repeat",
                    Column.ALWAYS,
                    level -> Cell.of(Integer.toString(level.point().repeat())));
        }
    }

    private static Cell shape(LevelResult level, Function<Shape, TokenRange> length) {
        return Cell.of(
                level.point().shape().map(length).map(TokenRange::toString).orElse(Figures.MISSING));
    }

    private void throughput() {
        add("output", "tok/s", Column.ALWAYS, level -> {
            String sign = LevelView.estimated(level) ? "~" : "";
            return Cell.of(
                    sign + Figures.number(level.throughput().outputTokens().perSecond()));
        });
        if (levels.stream()
                .anyMatch(level -> level.throughput().outputTokens().interval().isPresent())) {
            add(
                    "",
                    "±",
                    86,
                    level -> optional(
                            level.throughput().outputTokens().interval().map(LevelTable::half), Figures::halfWidth));
        }
        add(
                "total",
                "tok/s",
                59,
                level -> Cell.of(Figures.number(level.throughput().totalTokens().perSecond())));
        add(
                "",
                "req/s",
                87,
                level -> Cell.of(Figures.number(level.throughput().requests().perSecond())));
    }

    private void latencies() {
        BiFunction<LevelResult, Double, Quantile> firstToken = ofAll(LevelView::firstToken);
        times("TTFT", firstToken, new double[] {50, 95, 99}, new int[] {93, 84, 97});
        times("ITL", LevelView::interToken, new double[] {50, 99}, new int[] {91, 94});
        times("TPOT", (level, p) -> level.latency().timePerOutputToken().percentile(p), new double[] {50}, new int[] {85
        });
        times("E2E", ofAll(LevelView::endToEnd), new double[] {50, 99}, new int[] {89, 95});
    }

    private static BiFunction<LevelResult, Double, Quantile> ofAll(Function<LevelResult, Distribution> distribution) {
        return (level, percentile) -> distribution.apply(level).percentileOfAll(percentile);
    }

    private void requests(boolean open) {
        add("success", "%", 96, level -> Cell.of(Figures.percent(level.successRate())));
        add("served", "%", open ? 98 : 70, level -> Cell.of(Figures.percent(level.servedShare())));
        add(
                "mean in",
                "flight",
                60,
                level -> Cell.of(Figures.number(level.throughput().steadiness().meanConcurrency())));
    }

    private void money() {
        if (levels.stream().anyMatch(level -> level.verdict().goodput().isPresent())) {
            add(
                    "goodput",
                    "req/s",
                    88,
                    level -> optional(
                            level.verdict().goodput().map(Goodput::requests),
                            rate -> Figures.number(rate.perSecond())));
        }
        Optional<String> currency = levels.stream()
                .flatMap(level -> level.verdict().cost().stream())
                .map(cost -> cost.perMillionOutputTokens().currency())
                .findFirst();
        currency.ifPresent(code -> add(
                code,
                "/1M out",
                90,
                level -> optional(
                        level.verdict().cost().map(Cost::perMillionOutputTokens),
                        price -> Figures.number(price.units().doubleValue()))));
    }

    private void times(
            String name, BiFunction<LevelResult, Double, Quantile> quantile, double[] percentiles, int[] priorities) {
        Stream<Duration> all = levels.stream()
                .flatMap(level -> Arrays.stream(percentiles).mapToObj(p -> quantile.apply(level, p)))
                .flatMap(value -> value.value().stream());
        TimeScale scale = TimeScale.common(all);
        for (int i = 0; i < percentiles.length; i++) {
            double percentile = percentiles[i];
            add(
                    name + " " + scale.symbol(),
                    "p" + Figures.stated(percentile),
                    priorities[i],
                    level -> time(quantile.apply(level, percentile), scale));
        }
    }

    private Cell time(Quantile quantile, TimeScale scale) {
        if (quantile.value().isEmpty() && !quantile.unbounded()) {
            return Cell.missing();
        }
        if (quantile.tooFew()) {
            tooFew.put(quantile.percentile(), quantile.neededSamples());
        }
        atLeast |= quantile.atLeast();
        String text = quantile.value()
                .map(value -> (quantile.atLeast() ? "≥" : "") + Figures.number(scale.of(value)))
                .orElse(Figures.INFINITE);
        return new Cell(text, quantile.tooFew() ? TOO_FEW : "", Tone.PLAIN);
    }

    private static String need(double percentile, long samples) {
        return Figures.count(samples) + " for p" + Figures.stated(percentile);
    }

    static double half(Interval interval) {
        return (interval.high() - interval.low()) / 2;
    }

    private static <T> Cell optional(Optional<T> value, Function<T, String> words) {
        return value.map(words).map(Cell::of).orElseGet(Cell::missing);
    }

    private void add(String top, String bottom, int priority, Function<LevelResult, Cell> cell) {
        columns.add(new Column(top, bottom, priority, levels.stream().map(cell).toList()));
    }
}
