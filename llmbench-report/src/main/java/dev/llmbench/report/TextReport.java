package dev.llmbench.report;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.report.internal.TextLayout;

/**
 * A result as text for a terminal: what was measured and how, a table with a row for every level, and what follows from
 * it.
 *
 * <pre>{@code
 * System.out.print(TextReport.of(result).width(160).style(Style.ANSI).text());
 * }</pre>
 *
 * <p>Values have three significant digits. {@code -} is a value that there is not, {@code ∞} one that nothing bounds
 * because requests failed or were dropped, {@code ≥} a lower bound because requests were cut off, {@code *} a percentile
 * of too few samples, {@code ~} a figure that rests on estimated tokens. TTFT and E2E are percentiles over all requests,
 * failed and dropped ones infinitely slow; in an open loop they count from the scheduled start. ITL and TPOT are over
 * requests that succeeded.
 *
 * <p>Immutable. Text from servers appears without control characters.
 */
public final class TextReport {
    /** The width that is used unless another is asked for. */
    public static final int DEFAULT_WIDTH = 120;

    /** Below this many characters not even the load and its throughput have room. */
    public static final int LEAST_WIDTH = 40;

    private final BenchmarkResult result;
    private final int width;
    private final Style style;

    private TextReport(BenchmarkResult result, int width, Style style) {
        this.result = result;
        this.width = width;
        this.style = style;
    }

    /**
     * Begins a report, 120 characters wide and without colour.
     *
     * @param result the result
     * @return the report
     */
    public static TextReport of(BenchmarkResult result) {
        return new TextReport(result, DEFAULT_WIDTH, Style.PLAIN);
    }

    /**
     * Returns this report for another width. Where the table has no room for all its columns it leaves some out, the less
     * important first, and names them.
     *
     * @param characters how many characters a line may have, at least {@value #LEAST_WIDTH}
     * @return a new report
     */
    public TextReport width(int characters) {
        if (characters < LEAST_WIDTH) {
            throw new IllegalArgumentException(
                    "a report needs a width of at least " + LEAST_WIDTH + " characters, but was given " + characters);
        }
        return new TextReport(result, characters, style);
    }

    /**
     * Returns this report in another style.
     *
     * @param choice with or without colour
     * @return a new report
     */
    public TextReport style(Style choice) {
        return new TextReport(result, width, choice);
    }

    /**
     * Returns the text.
     *
     * @return lines, each ended by a line feed
     */
    public String text() {
        return TextLayout.render(result, width, style == Style.ANSI);
    }

    @Override
    public String toString() {
        return text();
    }
}
