package dev.llmbench.report.internal;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.report.internal.Content.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a race for a number of output tokens went, in ten lines, and what to do next. */
final class RaceWords {
    private static final double WELL = 0.98;
    private static final double ENOUGH = 0.95;
    private static final double MINUTE_NANOS = 60e9;

    private RaceWords() {}

    static List<Item> of(LevelResult level, TimeToTarget race) {
        RequestCounts counts = level.counts().overall();
        Duration elapsed = race.time().orElse(level.window().length());
        long output = outputTokens(level, race);
        double seconds = elapsed.toNanos() / 1e9;
        List<Item> items = new ArrayList<>();
        String about = race.exact() ? "" : " (computed from the counts at the end of each answer)";
        items.add(
                race.time().isPresent()
                        ? new Item(
                                Figures.count(race.target()) + " output tokens after " + seconds(seconds) + about,
                                Tone.STRONG)
                        : new Item(
                                "The target of " + Figures.count(race.target()) + " output tokens was not reached",
                                Tone.BAD));
        items.add(Item.of("Output tokens: " + Figures.count(output)));
        items.add(Item.of("Input tokens: " + Figures.count(level.tokens().prompt())));
        items.add(
                Item.of("Total tokens: " + Figures.count(output + level.tokens().prompt())));
        items.add(Item.of("Elapsed: " + seconds(seconds) + " ("
                + String.format(Locale.ROOT, "%.2f", elapsed.toNanos() / MINUTE_NANOS) + " min)"));
        items.add(Item.of("Average throughput: "
                + Figures.number(level.throughput().outputTokens().perSecond()) + " output tok/s"));
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
                + (finished(counts) == 0
                        ? "no request was over before the race was"
                        : String.format(Locale.ROOT, "%.2f %%", 100 * counts.successRate()))));
        items.addAll(advice(level, counts));
        return items;
    }

    /** Of the whole level where that is known, else what arrived until the target was reached. */
    private static long outputTokens(LevelResult level, TimeToTarget race) {
        return race.time().isPresent()
                ? race.target() + race.beyond()
                : level.tokens().output();
    }

    private static List<Item> advice(LevelResult level, RequestCounts counts) {
        List<Item> items = new ArrayList<>();
        if (finished(counts) > 0 && counts.successRate() < ENOUGH) {
            items.add(new Item(
                    "Less than 95 % succeeded: time-outs or memory that ran out; use 20 to 30 % fewer users",
                    Tone.BAD));
        } else if (finished(counts) > 0 && counts.successRate() > WELL) {
            items.add(new Item("More than 98 % succeeded: try 25 % more users for more throughput", Tone.GOOD));
        }
        boolean falling = level.throughput().steadiness().slopeSignificant()
                && level.throughput()
                        .steadiness()
                        .slopePerSecond()
                        .filter(slope -> slope < 0)
                        .isPresent();
        if (falling) {
            items.add(new Item(
                    "Throughput fell during the race: the server is saturated, or the GPU slows down because of heat",
                    Tone.DOUBTFUL));
        }
        return items;
    }

    private static long finished(RequestCounts counts) {
        return counts.succeeded() + counts.failedTotal();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
