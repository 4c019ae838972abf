package dev.llmbench.report.internal;

import dev.llmbench.api.Comparison;
import dev.llmbench.api.Comparison.Figure;
import dev.llmbench.api.Comparison.Judgement;
import dev.llmbench.api.Comparison.Ratio;
import dev.llmbench.api.Comparison.Side;
import dev.llmbench.api.Comparison.Value;
import dev.llmbench.api.Point;
import dev.llmbench.api.Verdict;
import dev.llmbench.report.internal.Content.Fact;
import dev.llmbench.report.internal.Content.Item;
import dev.llmbench.report.internal.Content.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what a comparison of two results says. */
final class ComparisonContent {
    private static final String TOO_FEW = "*";

    private ComparisonContent() {}

    static Content of(Comparison comparison) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "Take care",
                comparison.cautions().stream()
                        .map(words -> new Item(CleanText.of(words), Tone.DOUBTFUL))
                        .toList()));
        return new Content(
                "B against A: " + title(comparison.second()) + " against " + title(comparison.first()),
                banners(comparison),
                facts(comparison),
                columns(comparison),
                notes(comparison),
                sections);
    }

    private static String title(Side side) {
        return CleanText.of(side.name().isBlank() ? side.runId() : side.name());
    }

    private static String words(Side side) {
        return CleanText.of(
                side.runId() + ": " + side.model() + ", " + side.engine().orElse("unknown engine") + ", "
                        + side.hardware().orElse("unknown hardware") + (side.simulated() ? ", SIMULATED" : ""));
    }

    private static List<Fact> facts(Comparison comparison) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("A", words(comparison.first())));
        facts.add(new Fact("B", words(comparison.second())));
        alone("only in A", comparison.onlyFirst(), facts);
        alone("only in B", comparison.onlySecond(), facts);
        return facts;
    }

    private static void alone(String where, List<Point> loads, List<Fact> facts) {
        if (!loads.isEmpty()) {
            facts.add(new Fact(where, loads.stream().map(Point::label).collect(Collectors.joining(", "))));
        }
    }

    private static List<Item> banners(Comparison comparison) {
        List<Item> banners = new ArrayList<>();
        if (comparison.first().simulated() || comparison.second().simulated()) {
            banners.add(new Item("SIMULATED: " + simulated(comparison), Tone.DOUBTFUL));
        }
        if (comparison.levels().isEmpty()) {
            banners.add(new Item("No load was measured on both sides.", Tone.BAD));
        }
        return banners;
    }

    private static String simulated(Comparison comparison) {
        boolean both = comparison.first().simulated() && comparison.second().simulated();
        return both ? "A and B" : comparison.first().simulated() ? "A, and B is measured" : "B, and A is measured";
    }

    /** One row of the table. */
    private record Row(Comparison.Level level, Figure figure) {}

    private static List<Column> columns(Comparison comparison) {
        List<Row> rows = comparison.levels().stream()
                .flatMap(level -> level.figures().stream()
                        .filter(figure -> figure.first().value().isPresent()
                                || figure.second().value().isPresent())
                        .map(figure -> new Row(level, figure)))
                .toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        return List.of(
                column("load", rows, row -> Cell.of(row.level().point().label())),
                column("figure", rows, row -> Cell.of(label(row.figure()))),
                column("A", rows, row -> cell(row.figure().first(), row.level().first())),
                column("B", rows, row -> cell(row.figure().second(), row.level().second())),
                column(
                        "B/A",
                        rows,
                        row -> Cell.of(row.figure()
                                .ratio()
                                .map(ComparisonContent::ratio)
                                .orElse("-"))),
                column("B is", rows, row -> judgement(row.figure().judgement())));
    }

    private static Column column(String name, List<Row> rows, Function<Row, Cell> cell) {
        return new Column("", name, Column.ALWAYS, rows.stream().map(cell).toList());
    }

    private static String label(Figure figure) {
        String unit = figure.metric().unit();
        return figure.metric().label() + (unit.isEmpty() ? "" : " " + unit);
    }

    private static Cell cell(Value value, Verdict verdict) {
        String text = value.value().map(Figures::number).orElse(Figures.MISSING);
        boolean marked = value.tooFew() && value.value().isPresent();
        return new Cell(text, marked ? TOO_FEW : "", verdict == Verdict.VALID ? Tone.PLAIN : Words.tone(verdict));
    }

    private static String ratio(Ratio ratio) {
        return Figures.number(ratio.value())
                + ratio.interval()
                        .map(interval ->
                                " [" + Figures.number(interval.low()) + " … " + Figures.number(interval.high()) + "]")
                        .orElse("");
    }

    private static Cell judgement(Judgement judgement) {
        Tone tone = switch (judgement) {
            case BETTER -> Tone.GOOD;
            case WORSE -> Tone.BAD;
            default -> Tone.PLAIN;
        };
        return new Cell(judgement.words(), "", tone);
    }

    private static List<String> notes(Comparison comparison) {
        List<String> notes = new ArrayList<>();
        if (!comparison.levels().isEmpty()) {
            notes.add(
                    "better and worse: the 95 % intervals of A and B don't overlap. In brackets: from the worst to the"
                            + " best case of both intervals.");
        }
        boolean marked = comparison.levels().stream()
                .flatMap(level -> level.figures().stream())
                .anyMatch(figure -> figure.first().tooFew() || figure.second().tooFew());
        if (marked) {
            notes.add("* too few samples for this figure.");
        }
        doubtful("A", comparison, Comparison.Level::first, notes);
        doubtful("B", comparison, Comparison.Level::second, notes);
        return notes;
    }

    private static void doubtful(
            String side, Comparison comparison, Function<Comparison.Level, Verdict> verdict, List<String> notes) {
        String words = comparison.levels().stream()
                .filter(level -> verdict.apply(level) != Verdict.VALID)
                .map(level -> level.point().label() + " " + verdict.apply(level))
                .collect(Collectors.joining(", "));
        if (!words.isEmpty()) {
            notes.add(side + " is doubtful: " + words + ".");
        }
    }
}
