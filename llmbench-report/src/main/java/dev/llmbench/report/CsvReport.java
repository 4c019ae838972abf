package dev.llmbench.report;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.report.internal.CsvTable;
import java.util.List;

/**
 * A result as CSV: a head line, then one line for every level, in full precision.
 *
 * <pre>{@code
 * Files.writeString(Path.of("result.csv"), CsvReport.of(result).text());
 * }</pre>
 *
 * <p>The columns are stable and documented in {@code docs/csv.md}; new ones are added at the end. Quoted as RFC 4180 says,
 * lines ended by CR LF. An empty field is a value that there is not, {@code inf} one that nothing bounds. Text that a
 * spreadsheet would take for a formula is preceded by an apostrophe.
 */
public final class CsvReport {
    private final BenchmarkResult result;

    private CsvReport(BenchmarkResult result) {
        this.result = result;
    }

    /**
     * Begins a report.
     *
     * @param result the result
     * @return the report
     */
    public static CsvReport of(BenchmarkResult result) {
        return new CsvReport(result);
    }

    /**
     * Returns the names of the columns.
     *
     * @return in their order
     */
    public static List<String> columns() {
        return CsvTable.names();
    }

    /**
     * Returns the CSV.
     *
     * @return the head line and a line for every level
     */
    public String text() {
        return CsvTable.render(result);
    }

    @Override
    public String toString() {
        return text();
    }
}
