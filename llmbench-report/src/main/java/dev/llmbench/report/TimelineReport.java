package dev.llmbench.report;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.report.internal.TimelineTable;
import java.util.List;

/**
 * How the windows of a result went, as CSV: a head line, then one line for every second of every level.
 *
 * <pre>{@code
 * Files.writeString(Path.of("timeline.csv"), TimelineReport.of(result).text());
 * }</pre>
 *
 * <p>Columns and form are described in {@code docs/csv.md}. A level whose time series was not kept has no lines.
 */
public final class TimelineReport {
    private final BenchmarkResult result;

    private TimelineReport(BenchmarkResult result) {
        this.result = result;
    }

    /**
     * Begins a report.
     *
     * @param result the result
     * @return the report
     */
    public static TimelineReport of(BenchmarkResult result) {
        return new TimelineReport(result);
    }

    /**
     * Returns the names of the columns.
     *
     * @return in their order
     */
    public static List<String> columns() {
        return TimelineTable.COLUMNS;
    }

    /**
     * Returns the CSV.
     *
     * @return the head line and a line for every step
     */
    public String text() {
        return TimelineTable.render(result);
    }

    @Override
    public String toString() {
        return text();
    }
}
