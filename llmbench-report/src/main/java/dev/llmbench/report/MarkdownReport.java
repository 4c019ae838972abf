package dev.llmbench.report;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.report.internal.MarkdownLayout;

/**
 * A result as GitHub Markdown, with what {@link TextReport} says.
 *
 * <pre>{@code
 * Files.writeString(Path.of("result.md"), MarkdownReport.of(result).text());
 * }</pre>
 *
 * <p>Every text is escaped, so that names from servers and files make no markup.
 */
public final class MarkdownReport {
    private final BenchmarkResult result;

    private MarkdownReport(BenchmarkResult result) {
        this.result = result;
    }

    /**
     * Begins a report.
     *
     * @param result the result
     * @return the report
     */
    public static MarkdownReport of(BenchmarkResult result) {
        return new MarkdownReport(result);
    }

    /**
     * Returns the Markdown.
     *
     * @return lines, each ended by a line feed
     */
    public String text() {
        return MarkdownLayout.render(result);
    }

    @Override
    public String toString() {
        return text();
    }
}
