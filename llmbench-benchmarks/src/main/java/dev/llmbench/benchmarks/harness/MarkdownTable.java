package dev.llmbench.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown: the first column to the left, all others to the right. */
public final class MarkdownTable {
    private final int columns;
    private final List<String> lines = new ArrayList<>();

    /**
     * Begins a table.
     *
     * @param titles of the columns, at least one
     */
    public MarkdownTable(String... titles) {
        columns = titles.length;
        lines.add(line(List.of(titles)));
        lines.add("|---|" + "---:|".repeat(columns - 1));
    }

    /**
     * Adds a row.
     *
     * @param cells as many as there are titles; a pipe in one is escaped
     * @return this table
     */
    public MarkdownTable row(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException("a row needs " + columns + " cells, but had " + cells.length);
        }
        lines.add(line(List.of(cells)));
        return this;
    }

    private static String line(List<String> cells) {
        return "| "
                + String.join(
                        " | ",
                        cells.stream().map(cell -> cell.replace("|", "\\|")).toList()) + " |";
    }

    /**
     * Returns the table.
     *
     * @return its lines, each with an end
     */
    public String text() {
        return String.join("\n", lines) + "\n";
    }
}
