package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.report.TimelineReport;
import java.util.List;

/** The windows second by second. */
final class TimelineFile {
    private TimelineFile() {}

    static Exported of(BenchmarkResult result) {
        List<String> notes = result.levels().stream()
                .filter(level -> level.timeline().isEmpty())
                .map(level -> level.point().label() + ": no time series was kept")
                .toList();
        return new Exported(
                List.of(new ExportedFile(
                        "timeline.csv", TimelineReport.of(result).text())),
                notes);
    }
}
