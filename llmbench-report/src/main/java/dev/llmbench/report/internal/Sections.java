package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.report.internal.Content.Item;
import dev.llmbench.report.internal.Content.Section;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What follows from the table, in sentences. */
final class Sections {
    /** What the best level of each length is called among a result's further facts. */
    private static final String BEST = "best.";

    private final BenchmarkResult result;
    private final List<Section> sections = new ArrayList<>();

    private Sections(BenchmarkResult result) {
        this.result = result;
    }

    static List<Section> of(BenchmarkResult result) {
        Sections all = new Sections(result);
        for (LevelResult level : result.levels()) {
            level.window()
                    .race()
                    .ifPresent(race -> all.add("Race, " + level.point().label(), RaceWords.of(level, race)));
        }
        all.add("Repeats", RepeatWords.of(result.levels()));
        all.add("Best level", all.best());
        all.add("Cost", CostWords.of(result));
        all.add("Objectives", all.objectives());
        all.add("Requests that succeeded", all.succeededOnly());
        all.add("Validity", ValidityWords.of(result));
        all.add("Failures", all.failures());
        all.add("Requests", all.counts());
        all.add("Second by second", TimelineWords.of(result));
        all.add("Remarks", all.remarks());
        return all.sections;
    }

    private void add(String heading, List<Item> items) {
        if (!items.isEmpty()) {
            sections.add(new Section(heading, items));
        }
    }

    private List<Item> best() {
        List<Item> items = new ArrayList<>();
        result.best()
                .map(best -> new Item(CleanText.of(best.reason()), best.resolved() ? Tone.STRONG : Tone.DOUBTFUL))
                .ifPresent(items::add);
        result.extra().forEach((name, reason) -> {
            if (name.startsWith(BEST)) {
                items.add(new Item(CleanText.of(name.substring(BEST.length()) + ": " + reason), Tone.STRONG));
            }
        });
        return items;
    }

    private List<Item> objectives() {
        return result.job().plan().criteria().objectives().stream()
                .flatMap(objective -> {
                    String promise = objective.name() + " ≤ " + Figures.duration(objective.limit());
                    String met = outcomes(objective.name(), true);
                    String missed = outcomes(objective.name(), false);
                    List<Item> items = new ArrayList<>();
                    if (!met.isEmpty()) {
                        items.add(new Item("MET " + promise + ": " + met, Tone.GOOD));
                    }
                    if (!missed.isEmpty()) {
                        items.add(new Item("MISSED " + promise + ": " + missed, Tone.BAD));
                    }
                    return items.stream();
                })
                .toList();
    }

    private String outcomes(String objective, boolean met) {
        List<String> words = new ArrayList<>();
        for (LevelResult level : result.levels()) {
            for (ObjectiveOutcome outcome : level.verdict().objectives()) {
                if (outcome.met() == met && outcome.objective().name().equals(objective)) {
                    words.add(level.point().label() + " " + Words.quantile(outcome.measured())
                            + (outcome.measured().tooFew() ? "*" : ""));
                }
            }
        }
        return String.join(", ", words);
    }

    private List<Item> succeededOnly() {
        return result.levels().stream()
                .filter(level -> LevelView.anyFailedOrDropped(level)
                        && level.counts().measured().succeeded() > 0)
                .map(level -> Item.of(level.point().label() + ": TTFT " + usual(LevelView.firstToken(level)) + "; E2E "
                        + usual(LevelView.endToEnd(level)) + " ("
                        + Figures.count(LevelView.firstToken(level).count())
                        + " samples)"))
                .toList();
    }

    private static String usual(Distribution times) {
        return "p50 " + Words.quantile(times.percentile(50)) + ", p95 " + Words.quantile(times.percentile(95))
                + ", p99 " + Words.quantile(times.percentile(99));
    }

    private List<Item> failures() {
        return result.levels().stream()
                .filter(level -> level.counts().overall().failedTotal() > 0)
                .map(level -> new Item(level.point().label() + ": " + kinds(level), Tone.BAD))
                .toList();
    }

    private static String kinds(LevelResult level) {
        return level.counts().overall().failed().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(entry -> Figures.count(entry.getValue()) + " " + Words.failure(entry.getKey()))
                .collect(Collectors.joining(", "));
    }

    private List<Item> counts() {
        return result.levels().stream()
                .map(level -> Item.of(level.point().label() + ": in the window "
                        + CountWords.sum(level.counts().measured()) + "; in all phases "
                        + CountWords.sum(level.counts().overall())
                        + (level.counts().overall().reconnected() > 0
                                ? "; sent again on a fresh connection "
                                        + Figures.count(level.counts().overall().reconnected())
                                : "")))
                .toList();
    }

    private List<Item> remarks() {
        List<Item> items = new ArrayList<>();
        result.sent().ifPresent(sent -> sent.notes().forEach(note -> items.add(Item.of(CleanText.of(note)))));
        result.extra().forEach((name, value) -> {
            if (!name.startsWith(BEST)) {
                items.add(Item.of(CleanText.of(name + ": " + value)));
            }
        });
        for (LevelResult level : result.levels()) {
            level.extra()
                    .forEach((name, value) ->
                            items.add(Item.of(level.point().label() + ", " + CleanText.of(name + ": " + value))));
        }
        return items;
    }
}
