package dev.llmbench.report.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Sets columns beside each other within a width, leaving out those of low priority where it is too small. */
final class AlignedTable {
    private static final String GAP = "  ";

    private final List<Column> shown;
    private final List<Column> leftOut = new ArrayList<>();
    private final int[] widths;

    AlignedTable(List<Column> columns, int width) {
        this.shown = new ArrayList<>(columns);
        while (total(widths(shown)) > width) {
            Column least = shown.stream()
                    .min(Comparator.comparingInt(Column::priority))
                    .orElseThrow();
            if (least.priority() == Column.ALWAYS) {
                break;
            }
            shown.remove(least);
            leftOut.add(0, least);
        }
        this.widths = widths(shown);
        leftOut.sort(Comparator.comparingInt(columns::indexOf));
    }

    List<String> leftOut() {
        return leftOut.stream().map(Column::name).toList();
    }

    List<String> lines(boolean colour) {
        List<String> lines = new ArrayList<>();
        lines.add(topLine().stripTrailing());
        lines.add(line(column -> Cell.of(column.bottom()), false, false));
        lines.add("─".repeat(total(widths)));
        int rows = shown.get(0).cells().size();
        for (int i = 0; i < rows; i++) {
            int row = i;
            lines.add(line(column -> column.cells().get(row), true, colour));
        }
        return lines;
    }

    private String topLine() {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < shown.size(); ) {
            int end = endOfGroup(shown, i);
            int span = span(widths, i, end);
            String top = shown.get(i).top();
            int room = span - Column.length(top);
            int before = end - i > 1 ? room / 2 : room;
            line.append(i == 0 ? "" : GAP)
                    .append(" ".repeat(before))
                    .append(top)
                    .append(" ".repeat(room - before));
            i = end;
        }
        return line.toString();
    }

    private String line(Function<Column, Cell> value, boolean marked, boolean colour) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            Column column = shown.get(i);
            Cell cell = value.apply(column);
            int markRoom = marked ? column.markWidth() - Column.length(cell.mark()) : 0;
            int used = Column.length(cell.text()) + Column.length(cell.mark()) + markRoom;
            line.append(i == 0 ? "" : GAP)
                    .append(" ".repeat(widths[i] - used))
                    .append(cell.tone().paint(cell.text(), colour))
                    .append(cell.mark())
                    .append(" ".repeat(markRoom));
        }
        return line.toString();
    }

    /** The columns' widths; the first of a group is made wider where the group's name needs it. */
    private static int[] widths(List<Column> columns) {
        int[] widths = columns.stream().mapToInt(Column::width).toArray();
        for (int i = 0; i < columns.size(); ) {
            int end = endOfGroup(columns, i);
            widths[i] += Math.max(0, Column.length(columns.get(i).top()) - span(widths, i, end));
            i = end;
        }
        return widths;
    }

    private static int endOfGroup(List<Column> columns, int from) {
        int end = from + 1;
        String top = columns.get(from).top();
        while (!top.isEmpty() && end < columns.size() && columns.get(end).top().equals(top)) {
            end++;
        }
        return end;
    }

    private static int span(int[] widths, int from, int to) {
        int sum = GAP.length() * (to - from - 1);
        for (int i = from; i < to; i++) {
            sum += widths[i];
        }
        return sum;
    }

    private static int total(int[] widths) {
        return span(widths, 0, widths.length);
    }
}
