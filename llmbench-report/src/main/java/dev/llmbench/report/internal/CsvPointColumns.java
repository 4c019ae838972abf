package dev.llmbench.report.internal;

import dev.llmbench.api.TokenRange;
import dev.llmbench.report.internal.CsvTable.CsvColumn;
import java.util.List;

/** Columns by which levels of one load can be told apart: what lengths were wanted, and which repeat it is. */
final class CsvPointColumns {
    private CsvPointColumns() {}

    static List<CsvColumn> all() {
        return List.of(
                new CsvColumn(
                        "input_tokens_wanted",
                        (result, level) -> level.point()
                                .inputTokens(result.job().plan().workload())
                                .map(TokenRange::toString)
                                .orElse(CsvValue.ABSENT)),
                new CsvColumn(
                        "output_tokens_wanted",
                        (result, level) -> level.point()
                                .outputTokens(result.job().plan().workload())
                                .toString()),
                new CsvColumn(
                        "repeat",
                        (result, level) -> Integer.toString(level.point().repeat())));
    }
}
