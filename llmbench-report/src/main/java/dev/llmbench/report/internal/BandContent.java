package dev.llmbench.report.internal;

import dev.llmbench.api.Band;
import dev.llmbench.api.BandComparison;
import dev.llmbench.api.BandComparison.Level;
import dev.llmbench.api.BandComparison.Place;
import dev.llmbench.api.Point;
import dev.llmbench.api.Verdict;
import dev.llmbench.report.internal.Content.Fact;
import dev.llmbench.report.internal.Content.Item;
import dev.llmbench.report.internal.Content.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what a result held against an expectation says. */
final class BandContent {
    private BandContent() {}

    static Content of(BandComparison comparison) {
        List<Item> cautions = comparison.cautions().stream()
                .map(words -> new Item(CleanText.of(words), Tone.DOUBTFUL))
                .toList();
        List<Item> banners = comparison.levels().isEmpty()
                ? List.of(new Item("Nothing is expected for the loads of this result.", Tone.BAD))
                : List.of();
        return new Content(
                "Expectation " + CleanText.of(comparison.band().name()),
                banners,
                facts(comparison),
                comparison.levels().isEmpty() ? List.of() : columns(comparison.levels()),
                notes(comparison),
                List.of(new Section("Take care", cautions)));
    }

    private static List<Fact> facts(BandComparison comparison) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("result", CleanText.of(comparison.runId() + ": " + comparison.model())));
        if (!comparison.without().isEmpty()) {
            facts.add(new Fact(
                    "nothing expected for",
                    comparison.without().stream().map(Point::label).collect(Collectors.joining(", "))));
        }
        return facts;
    }

    private static List<Column> columns(List<Level> levels) {
        List<Column> columns = new ArrayList<>();
        columns.add(column("load", levels, level -> Cell.of(level.point().label())));
        columns.add(column("expected tok/s", levels, level -> Cell.of(expected(level.expected()))));
        columns.add(column("measured tok/s", levels, level -> Cell.of(measured(level))));
        columns.add(column("measured is", levels, BandContent::place));
        if (levels.stream().anyMatch(level -> level.expected().successFloor().isPresent())) {
            columns.add(column("success, expected", levels, level -> Cell.of(success(level))));
        }
        if (levels.stream()
                .anyMatch(level -> level.expected().medianLatencyMillis().isPresent())) {
            columns.add(column("E2E p50 ms, expected", levels, level -> Cell.of(latency(level))));
        }
        return columns;
    }

    private static Column column(String name, List<Level> levels, Function<Level, Cell> cell) {
        return new Column("", name, Column.ALWAYS, levels.stream().map(cell).toList());
    }

    private static String expected(Band.Row row) {
        return row.low() == row.high()
                ? "~" + Figures.stated(row.low())
                : Figures.stated(row.low()) + " to " + Figures.stated(row.high());
    }

    private static String measured(Level level) {
        String plusMinus = level.measured()
                .interval()
                .map(interval -> " ± " + Figures.halfWidth((interval.high() - interval.low()) / 2))
                .orElse("");
        return Figures.number(level.measured().perSecond()) + plusMinus;
    }

    private static Cell place(Level level) {
        Tone tone = switch (level.place()) {
            case WITHIN -> Tone.GOOD;
            case BELOW -> Tone.BAD;
            case ABOVE, NOT_JUDGED -> Tone.PLAIN;
        };
        boolean unsure = level.place() != Place.NOT_JUDGED && !level.sure();
        return new Cell(level.place().words() + (unsure ? ", not sure" : ""), "", tone);
    }

    private static String success(Level level) {
        return Figures.percent(level.successRate()) + " %, "
                + level.expected()
                        .successFloor()
                        .map(floor -> "at least " + Figures.percent(floor) + " %"
                                + (level.successRate() >= floor ? "" : ": missed"))
                        .orElse("-");
    }

    private static String latency(Level level) {
        return level.medianLatencyMillis().map(Figures::number).orElse(Figures.MISSING) + ", "
                + level.expected().medianLatencyMillis().map(Figures::stated).orElse("-");
    }

    private static List<String> notes(BandComparison comparison) {
        List<String> notes = new ArrayList<>();
        if (comparison.levels().stream().anyMatch(level -> !level.sure() && level.place() != Place.NOT_JUDGED)) {
            notes.add("not sure: the measured interval reaches over the edge, or there is none.");
        }
        String doubtful = comparison.levels().stream()
                .filter(level -> level.validity() != Verdict.VALID)
                .map(level -> level.point().label() + " " + level.validity())
                .collect(Collectors.joining(", "));
        if (!doubtful.isEmpty()) {
            notes.add("The result is doubtful: " + doubtful + ".");
        }
        return notes;
    }
}
