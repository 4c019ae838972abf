package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.report.internal.Content.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a result into what every report says. */
final class ContentBuilder {
    private ContentBuilder() {}

    static Content of(BenchmarkResult result) {
        LevelTable table = new LevelTable(result);
        return new Content(
                HeaderFacts.title(result),
                banners(result),
                HeaderFacts.of(result),
                result.levels().isEmpty() ? List.of() : table.columns(),
                table.notes(),
                Sections.of(result));
    }

    private static List<Item> banners(BenchmarkResult result) {
        List<Item> banners = new ArrayList<>();
        if (result.run().simulated()) {
            banners.add(new Item(
                    "SIMULATED: the server is a simulator. These figures say nothing about real hardware.", Tone.BAD));
        }
        if (result.run().ending() != Ending.COMPLETED) {
            int planned = result.job().plan().load().levels().size();
            banners.add(new Item(
                    "PARTIAL: the run was not finished ("
                            + ending(result.run().ending(), result.run().endedBecause())
                            + "). " + result.levels().size() + " of " + Words.plural(planned, "level", "levels")
                            + " measured.",
                    Tone.BAD));
        }
        for (LevelResult level : result.levels()) {
            if (level.window().ending() != Ending.COMPLETED) {
                banners.add(new Item(
                        "PARTIAL: " + level.point().label() + " ended early ("
                                + ending(level.window().ending(), level.window().endedBy())
                                + ") after "
                                + HeaderFacts.length(level, result.job().plan()) + ".",
                        Tone.BAD));
            }
        }
        if (result.levels().isEmpty()) {
            banners.add(new Item("Nothing was measured.", Tone.BAD));
        }
        return banners;
    }

    private static String ending(Ending ending, Optional<String> because) {
        String word = Words.ending(ending);
        return because.map(CleanText::of)
                .filter(why -> !why.isEmpty() && !why.equals(word))
                .map(why -> word + ": " + why)
                .orElse(word);
    }
}
