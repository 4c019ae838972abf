package dev.llmbench.report.internal;

import java.util.List;

/**
 * One column of a table.
 *
 * @param top first line of the head; neighbours with the same one stand under it together
 * @param bottom second line of the head
 * @param priority columns of low priority are left out first where space is short
 * @param cells a value a row
 */
record Column(String top, String bottom, int priority, List<Cell> cells) {
    /** Never left out. */
    static final int ALWAYS = Integer.MAX_VALUE;

    Column {
        cells = List.copyOf(cells);
    }

    String name() {
        return (top + " " + bottom).strip();
    }

    int markWidth() {
        return cells.stream().mapToInt(cell -> length(cell.mark())).max().orElse(0);
    }

    /** The columns of the screen that head line and values need. */
    int width() {
        int values = cells.stream().mapToInt(cell -> length(cell.text())).max().orElse(0);
        return Math.max(length(bottom), values + markWidth());
    }

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
