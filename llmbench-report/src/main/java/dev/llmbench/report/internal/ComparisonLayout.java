package dev.llmbench.report.internal;

import dev.llmbench.api.BandComparison;
import dev.llmbench.api.Comparison;
import dev.llmbench.api.Comparison.Figure;
import dev.llmbench.api.Comparison.Value;
import dev.llmbench.api.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sets comparisons in every form. */
public final class ComparisonLayout {
    private static final String END_OF_LINE = "\r\n";
    private static final List<String> COLUMNS = List.of(
            "load",
            "metric",
            "unit",
            "a",
            "a_low",
            "a_high",
            "b",
            "b_low",
            "b_high",
            "ratio",
            "ratio_low",
            "ratio_high",
            "judgement",
            "a_validity",
            "b_validity",
            "a_run",
            "b_run");
    private static final List<String> BAND_COLUMNS = List.of(
            "load",
            "expected_low",
            "expected_high",
            "measured",
            "measured_low",
            "measured_high",
            "place",
            "sure",
            "success_rate",
            "expected_success",
            "median_latency_ms",
            "expected_median_latency_ms",
            "validity",
            "band",
            "run");

    private ComparisonLayout() {}

    /**
     * Returns two results side by side as text.
     *
     * @param comparison the comparison
     * @param width how many characters a line may have
     * @param colour whether ANSI escape sequences colour what matters
     * @return lines, each ended by a line feed
     */
    public static String text(Comparison comparison, int width, boolean colour) {
        return TextLayout.render(ComparisonContent.of(comparison), width, colour);
    }

    /**
     * Returns a result against an expectation as text.
     *
     * @param comparison the comparison
     * @param width how many characters a line may have
     * @param colour whether ANSI escape sequences colour what matters
     * @return lines, each ended by a line feed
     */
    public static String text(BandComparison comparison, int width, boolean colour) {
        return TextLayout.render(BandContent.of(comparison), width, colour);
    }

    /**
     * Returns two results side by side as Markdown.
     *
     * @param comparison the comparison
     * @return lines, each ended by a line feed
     */
    public static String markdown(Comparison comparison) {
        return MarkdownLayout.render(ComparisonContent.of(comparison));
    }

    /**
     * Returns a result against an expectation as Markdown.
     *
     * @param comparison the comparison
     * @return lines, each ended by a line feed
     */
    public static String markdown(BandComparison comparison) {
        return MarkdownLayout.render(BandContent.of(comparison));
    }

    /**
     * Returns two results side by side as CSV.
     *
     * @param comparison the comparison
     * @return a head line and a line for every metric of every level
     */
    public static String csv(Comparison comparison) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(END_OF_LINE);
        for (Comparison.Level level : comparison.levels()) {
            for (Figure figure : level.figures()) {
                line(
                        text,
                        List.of(
                                level.point().label(),
                                word(figure.metric()),
                                figure.metric().unit(),
                                value(figure.first()),
                                low(figure.first().interval()),
                                high(figure.first().interval()),
                                value(figure.second()),
                                low(figure.second().interval()),
                                high(figure.second().interval()),
                                figure.ratio()
                                        .map(ratio -> CsvValue.number(ratio.value()))
                                        .orElse(CsvValue.ABSENT),
                                low(figure.ratio().flatMap(Comparison.Ratio::interval)),
                                high(figure.ratio().flatMap(Comparison.Ratio::interval)),
                                word(figure.judgement()),
                                level.first().name(),
                                level.second().name(),
                                CsvValue.text(comparison.first().runId()),
                                CsvValue.text(comparison.second().runId())));
            }
        }
        return text.toString();
    }

    /**
     * Returns a result against an expectation as CSV.
     *
     * @param comparison the comparison
     * @return a head line and a line for every level
     */
    public static String csv(BandComparison comparison) {
        StringBuilder text = new StringBuilder(String.join(",", BAND_COLUMNS)).append(END_OF_LINE);
        for (BandComparison.Level level : comparison.levels()) {
            line(
                    text,
                    List.of(
                            level.point().label(),
                            CsvValue.number(level.expected().low()),
                            CsvValue.number(level.expected().high()),
                            CsvValue.number(level.measured().perSecond()),
                            low(level.measured().interval()),
                            high(level.measured().interval()),
                            word(level.place()),
                            Boolean.toString(level.sure()),
                            CsvValue.number(level.successRate()),
                            number(level.expected().successFloor()),
                            number(level.medianLatencyMillis()),
                            number(level.expected().medianLatencyMillis()),
                            level.validity().name(),
                            CsvValue.text(comparison.band().name()),
                            CsvValue.text(comparison.runId())));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> fields) {
        text.append(fields.stream().map(CsvValue::quoted).collect(Collectors.joining(",")))
                .append(END_OF_LINE);
    }

    private static String value(Value value) {
        return number(value.value());
    }

    private static String number(Optional<Double> value) {
        return value.map(CsvValue::number).orElse(CsvValue.ABSENT);
    }

    private static String low(Optional<Interval> interval) {
        return number(interval.map(Interval::low));
    }

    private static String high(Optional<Interval> interval) {
        return number(interval.map(Interval::high));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
