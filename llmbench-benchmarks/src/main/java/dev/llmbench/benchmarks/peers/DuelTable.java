package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.peers.Duel.Verdict;
import dev.llmbench.benchmarks.peers.Runs.Pairs;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** On how many rows llmbench is nearer to the truth than each peer, each by its own definitions. */
final class DuelTable {
    private static final List<Statistic> OF_LATENCIES =
            List.of(Statistic.MEAN, Statistic.P50, Statistic.P95, Statistic.P99);

    private final Runs runs;
    private final Names names;
    private final List<String> worse = new ArrayList<>();
    private int better;
    private int rows;

    DuelTable(Runs runs, Names names) {
        this.runs = runs;
        this.names = names;
    }

    /** Returns the table, and below it the rows on which llmbench is worse. */
    String text() {
        MarkdownTable table = new MarkdownTable("against", "streams", "rows", "better", "level", "worse");
        for (String client : runs.clients()) {
            if (!client.equals(LlmbenchPeer.NAME) && !names.isFloor(client)) {
                for (Shape shape : runs.shapes()) {
                    row(table, client, shape);
                }
            }
        }
        StringBuilder text = new StringBuilder(table.text());
        text.append(worse.isEmpty() ? "\nOn no row is llmbench significantly worse.\n" : "\nSignificantly worse:\n\n");
        worse.forEach(line -> text.append("- ").append(line).append("\n"));
        return text.toString();
    }

    private void row(MarkdownTable table, String client, Shape shape) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Row row : rows()) {
            Pairs sizes = runs.pairs(LlmbenchPeer.NAME, client, shape, Errors.BY_OWN_DEFINITION.sizeOf(row));
            if (sizes.count() >= Duel.LEAST_PAIRS) {
                Duel duel = Duel.of(sizes);
                counts.merge(duel.verdict(), 1, Integer::sum);
                note(duel, client, shape, row);
            }
        }
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        if (all > 0) {
            table.row(
                    names.title(client),
                    Integer.toString(shape.streams()),
                    Integer.toString(all),
                    Integer.toString(counts.getOrDefault(Verdict.BETTER, 0)),
                    Integer.toString(counts.getOrDefault(Verdict.LEVEL, 0)),
                    Integer.toString(counts.getOrDefault(Verdict.WORSE, 0)));
        }
        better += counts.getOrDefault(Verdict.BETTER, 0);
        rows += all;
    }

    private void note(Duel duel, String client, Shape shape, Row row) {
        if (duel.verdict() == Verdict.WORSE) {
            worse.add(String.format(
                    Locale.ROOT,
                    "%s at %d streams, %s: by %s %s, %.3f %% of the figure",
                    names.title(client),
                    shape.streams(),
                    row.title(),
                    duel.difference().words(3),
                    row.figure().isLatency() ? "ms" : "(in the figure's own unit)",
                    100 * duel.difference().median() / truth(shape, row)));
        }
    }

    /** What a figure should be, by llmbench's definition: against it a difference is small or not. */
    private double truth(Shape shape, Row row) {
        double[] truths = runs.values(
                LlmbenchPeer.NAME,
                shape,
                result -> Errors.BY_OWN_DEFINITION.truth(result).get(row));
        return Estimate.median(truths, Duel.SEED).median();
    }

    /** Returns whether llmbench is worse on no row and better on most; only after {@link #text()}. */
    String verdict() {
        return rows == 0
                ? "not measured"
                : String.format(
                        Locale.ROOT,
                        "worse on %d of %d rows, better on %d: %s",
                        worse.size(),
                        rows,
                        better,
                        worse.isEmpty() && 2 * better > rows ? "holds" : "does not hold");
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            if (figure.isLatency()) {
                OF_LATENCIES.forEach(statistic -> rows.add(Row.of(figure, statistic)));
            } else {
                rows.add(Row.total(figure));
            }
        }
        return rows;
    }
}
