package dev.llmbench.report.internal;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.report.internal.Content.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a race for a number of output tokens went, in ten lines, and what to do next. */
final class RaceWords {
    private static final double MINUTE_NANOS = 60e9;

    private final LevelResult level;
    private final TimeToTarget race;
    private final RequestCounts counts;
    private final Duration elapsed;
    private final long output;
    private final double perSecond;

    private RaceWords(LevelResult level, TimeToTarget race) {
        this.level = level;
        this.race = race;
        this.counts = level.counts().overall();
        this.elapsed = race.time().orElse(level.window().length());
        double inWindow = level.throughput().outputTokens().perSecond();
        if (race.exact() || race.time().isEmpty()) {
            output = Math.round(inWindow * seconds(level.window().length()));
            perSecond = inWindow;
        } else {
            // The window ended when an estimate reached the target, not when the tokens did: its average is of another
            // time.
            output = race.target();
            perSecond = race.target() / seconds(elapsed);
        }
    }

    static List<Item> of(LevelResult level, TimeToTarget race) {
        return new RaceWords(level, race).items();
    }

    private List<Item> items() {
        long prompt = level.tokens().prompt();
        List<Item> items = new ArrayList<>();
        items.add(headline());
        items.add(Item.of("Output tokens: " + Figures.count(output)));
        items.add(Item.of("Input tokens: " + Figures.count(prompt)));
        items.add(Item.of("Total tokens: " + Figures.count(output + prompt)));
        items.add(Item.of("Elapsed: " + shown(elapsed) + " ("
                + String.format(Locale.ROOT, "%.2f", elapsed.toNanos() / MINUTE_NANOS) + " min)"));
        items.add(Item.of("Average throughput: " + Figures.number(perSecond) + " output tok/s"));
        items.add(Item.of("Peak throughput: "
                + level.throughput()
                        .peakOutputTokens()
                        .map(rate -> Figures.number(rate.perSecond()) + " output tok/s (best 10 s)")
                        .orElse("none, the race was shorter than 10 s")));
        items.add(Item.of("Requests: " + Figures.count(counts.offered()) + ", of which "
                + Figures.count(counts.censored() + counts.cancelled()) + " were still under way at the end"));
        items.add(Item.of("Succeeded: " + Figures.count(counts.succeeded())));
        items.add(Item.of("Failed: " + Figures.count(counts.failedTotal())));
        items.add(Item.of("Success rate: "
                + (counts.succeeded() + counts.failedTotal() == 0
                        ? "no request was over before the race was"
                        : String.format(Locale.ROOT, "%.2f %%", 100 * counts.successRate()))));
        afterwards().ifPresent(items::add);
        items.addAll(RaceAdvice.of(level, race));
        return items;
    }

    private Item headline() {
        String target = Figures.count(race.target()) + " output tokens";
        if (race.time().isPresent()) {
            String about = race.exact() ? "" : " (computed from the counts at the end of each answer)";
            return new Item(target + " after " + shown(elapsed) + about, Tone.STRONG);
        }
        String why = level.window()
                .endedBy()
                .map(by -> "; the window ended by: " + CleanText.of(by))
                .orElse("");
        return new Item("The target of " + target + " was not reached" + why, Tone.BAD);
    }

    /** What came while the last requests were followed or cut off, so that no line above counts it. */
    private Optional<Item> afterwards() {
        boolean won = race.time().isPresent();
        long tokens = (won ? race.target() + race.beyond() : level.tokens().output()) - output;
        if (tokens <= 0) {
            return Optional.empty();
        }
        double overInWindow = (level.throughput().requests().perSecond()
                        + level.throughput().failures().perSecond())
                * seconds(level.window().length());
        long requests = Math.max(0, counts.succeeded() + counts.failedTotal() - Math.round(overInWindow));
        return Optional.of(Item.of((won ? "After the target: " : "After the window: ")
                + Words.plural(tokens, "output token", "output tokens") + ", "
                + Words.plural(requests, "request", "requests") + " that were under way"));
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String shown(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", seconds(time));
    }
}
