package dev.llmbench.benchmarks.peers;

import java.util.Locale;

/**
 * One number that a load generator may report.
 *
 * @param figure of what
 * @param statistic which value of it
 */
record Row(Figure figure, Statistic statistic) implements Comparable<Row> {
    static Row of(Figure figure, Statistic statistic) {
        return new Row(figure, statistic);
    }

    static Row total(Figure figure) {
        return new Row(figure, Statistic.TOTAL);
    }

    /** Returns the name in files, such as {@code ttft.p95}. */
    String key() {
        return figure.key() + "." + statistic.key();
    }

    /** Returns the name in tables, such as {@code TTFT p95}. */
    String title() {
        return statistic == Statistic.TOTAL
                ? figure.title()
                : figure.title() + " " + statistic.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException when there is no such number
     */
    static Row parse(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("'" + key + "' is no figure");
        }
        return new Row(
                Figure.valueOf(key.substring(0, dot).toUpperCase(Locale.ROOT)),
                Statistic.valueOf(key.substring(dot + 1).toUpperCase(Locale.ROOT)));
    }

    @Override
    public int compareTo(Row other) {
        int byFigure = figure.compareTo(other.figure);
        return byFigure != 0 ? byFigure : statistic.compareTo(other.statistic);
    }
}
