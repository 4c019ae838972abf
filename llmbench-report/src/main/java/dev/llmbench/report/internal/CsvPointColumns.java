package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import dev.llmbench.report.internal.CsvTable.CsvColumn;
import java.util.List;
import java.util.Optional;

/** Columns by which levels of one load can be told apart: what lengths were wanted, and which repeat it is. */
final class CsvPointColumns {
    private CsvPointColumns() {}

    static List<CsvColumn> all() {
        return List.of(
                new CsvColumn(
                        "input_tokens_wanted",
                        (result, level) ->
                                input(result, level).map(TokenRange::toString).orElse(CsvValue.ABSENT)),
                new CsvColumn(
                        "output_tokens_wanted",
                        (result, level) -> output(result, level).toString()),
                new CsvColumn(
                        "repeat",
                        (result, level) -> Integer.toString(level.point().repeat())));
    }

    /** Of the user's own prompts no length is wanted. */
    private static Optional<TokenRange> input(BenchmarkResult result, LevelResult level) {
        return level.point()
                .shape()
                .map(Shape::inputTokens)
                .or(() -> result.job().plan().workload() instanceof Workload.Synthetic synthetic
                        ? Optional.of(synthetic.inputTokens())
                        : Optional.empty());
    }

    private static TokenRange output(BenchmarkResult result, LevelResult level) {
        return level.point()
                .shape()
                .map(Shape::outputTokens)
                .orElseGet(() -> result.job().plan().workload().outputTokens());
    }
}
