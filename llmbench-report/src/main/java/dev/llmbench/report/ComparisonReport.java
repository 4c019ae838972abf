package dev.llmbench.report;

import dev.llmbench.api.BandComparison;
import dev.llmbench.api.Comparison;
import dev.llmbench.report.internal.ComparisonLayout;

/**
 * Two results side by side, or a result against an expectation, in every form.
 *
 * <pre>{@code
 * System.out.print(ComparisonReport.text(LlmBench.compare(before, after), 120, Style.PLAIN));
 * }</pre>
 *
 * <p>Values have three significant digits, those of CSV all. {@code *} is a figure of too few samples, {@code ∞} one that
 * nothing bounds because requests failed. What comes from servers and files makes no markup and no formula.
 */
public final class ComparisonReport {
    private ComparisonReport() {}

    /**
     * Returns two results side by side as text for a terminal.
     *
     * @param comparison the comparison
     * @param width how many characters a line of words may have; the table takes what it needs
     * @param style with or without colour
     * @return lines, each ended by a line feed
     */
    public static String text(Comparison comparison, int width, Style style) {
        return ComparisonLayout.text(comparison, width, style == Style.ANSI);
    }

    /**
     * Returns a result against an expectation as text for a terminal.
     *
     * @param comparison the comparison
     * @param width how many characters a line of words may have; the table takes what it needs
     * @param style with or without colour
     * @return lines, each ended by a line feed
     */
    public static String text(BandComparison comparison, int width, Style style) {
        return ComparisonLayout.text(comparison, width, style == Style.ANSI);
    }

    /**
     * Returns two results side by side as GitHub Markdown.
     *
     * @param comparison the comparison
     * @return lines, each ended by a line feed
     */
    public static String markdown(Comparison comparison) {
        return ComparisonLayout.markdown(comparison);
    }

    /**
     * Returns a result against an expectation as GitHub Markdown.
     *
     * @param comparison the comparison
     * @return lines, each ended by a line feed
     */
    public static String markdown(BandComparison comparison) {
        return ComparisonLayout.markdown(comparison);
    }

    /**
     * Returns two results side by side as CSV.
     *
     * @param comparison the comparison
     * @return a head line and a line for every metric of every level, ended by CR LF
     */
    public static String csv(Comparison comparison) {
        return ComparisonLayout.csv(comparison);
    }

    /**
     * Returns a result against an expectation as CSV.
     *
     * @param comparison the comparison
     * @return a head line and a line for every level, ended by CR LF
     */
    public static String csv(BandComparison comparison) {
        return ComparisonLayout.csv(comparison);
    }
}
