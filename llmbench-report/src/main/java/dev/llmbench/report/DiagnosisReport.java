package dev.llmbench.report;

import dev.llmbench.api.Diagnosis;
import dev.llmbench.report.internal.DiagnosisLayout;

/**
 * A diagnosis as text for a terminal: a line for every question, with the remedy below where something is wrong.
 *
 * <pre>{@code
 * System.out.print(DiagnosisReport.of(LlmBench.doctor(target)).text());
 * }</pre>
 *
 * <p>Immutable. Text from servers appears without control characters.
 */
public final class DiagnosisReport {
    private final Diagnosis diagnosis;
    private final int width;
    private final Style style;

    private DiagnosisReport(Diagnosis diagnosis, int width, Style style) {
        this.diagnosis = diagnosis;
        this.width = width;
        this.style = style;
    }

    /**
     * Begins a report, 120 characters wide and without colour.
     *
     * @param diagnosis what was found
     * @return the report
     */
    public static DiagnosisReport of(Diagnosis diagnosis) {
        return new DiagnosisReport(diagnosis, TextReport.DEFAULT_WIDTH, Style.PLAIN);
    }

    /**
     * Returns this report for another width.
     *
     * @param characters how many characters a line may have, at least {@value TextReport#LEAST_WIDTH}
     * @return a new report
     */
    public DiagnosisReport width(int characters) {
        if (characters < TextReport.LEAST_WIDTH) {
            throw new IllegalArgumentException("a report needs a width of at least " + TextReport.LEAST_WIDTH
                    + " characters, but was given " + characters);
        }
        return new DiagnosisReport(diagnosis, characters, style);
    }

    /**
     * Returns this report in another style.
     *
     * @param choice with or without colour
     * @return a new report
     */
    public DiagnosisReport style(Style choice) {
        return new DiagnosisReport(diagnosis, width, choice);
    }

    /**
     * Returns the text.
     *
     * @return lines, each ended by a line feed
     */
    public String text() {
        return DiagnosisLayout.render(diagnosis, width, style == Style.ANSI);
    }

    @Override
    public String toString() {
        return text();
    }
}
