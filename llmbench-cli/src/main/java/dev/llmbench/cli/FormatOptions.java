package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.core.Results;
import dev.llmbench.report.CsvReport;
import dev.llmbench.report.MarkdownReport;
import dev.llmbench.report.Style;
import dev.llmbench.report.TextReport;
import dev.llmbench.report.TimelineReport;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** How the result is printed. */
final class FormatOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|csv|markdown|timeline-csv",
            description = "What is printed to standard output (default: table).")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--no-color", description = "No colours; the same as NO_COLOR in the environment.")
    private boolean noColor;

    boolean noColor() {
        return noColor;
    }

    void print(BenchmarkResult result, Io io) {
        String text = text(result, io);
        PrintStream out = io.out();
        out.print(text);
        if (!text.endsWith("\n")) {
            out.print('\n');
        }
        out.flush();
    }

    private String text(BenchmarkResult result, Io io) {
        return switch (format) {
            case TABLE ->
                TextReport.of(result)
                        .width(io.width(TextReport.DEFAULT_WIDTH))
                        .style(noColor ? Style.PLAIN : io.outStyle())
                        .text();
            case JSON -> Results.toJson(result);
            case CSV -> CsvReport.of(result).text();
            case MARKDOWN -> MarkdownReport.of(result).text();
            case TIMELINE_CSV -> TimelineReport.of(result).text();
        };
    }
}
