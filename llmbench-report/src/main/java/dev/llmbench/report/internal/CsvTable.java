package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The columns of a CSV file and the lines made of them. */
public final class CsvTable {
    private static final String END_OF_LINE = "\r\n";

    private static final List<CsvColumn> COLUMNS = columns();

    private CsvTable() {}

    /** One column. The name is part of the file format: append, never rename. */
    record CsvColumn(String name, BiFunction<BenchmarkResult, LevelResult, String> value) {}

    /**
     * Returns the names of the columns.
     *
     * @return in their order
     */
    public static List<String> names() {
        return COLUMNS.stream().map(CsvColumn::name).toList();
    }

    /**
     * Returns a result as CSV.
     *
     * @param result the result
     * @return the head line and a line for every level
     */
    public static String render(BenchmarkResult result) {
        StringBuilder text = new StringBuilder(String.join(",", names())).append(END_OF_LINE);
        for (LevelResult level : result.levels()) {
            text.append(COLUMNS.stream()
                            .map(column -> CsvValue.quoted(column.value().apply(result, level)))
                            .collect(Collectors.joining(",")))
                    .append(END_OF_LINE);
        }
        return text.toString();
    }

    private static List<CsvColumn> columns() {
        List<CsvColumn> columns = new ArrayList<>();
        columns.addAll(CsvRunColumns.all());
        columns.addAll(CsvLevelColumns.all());
        columns.addAll(CsvLatencyColumns.all());
        columns.addAll(CsvVerdictColumns.all());
        columns.addAll(CsvPointColumns.all());
        return List.copyOf(columns);
    }
}
