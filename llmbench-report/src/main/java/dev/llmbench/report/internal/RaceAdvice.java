package dev.llmbench.report.internal;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.report.internal.Content.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a race says about the next one: signs of trouble, signs of success, and 003's grades. */
final class RaceAdvice {
    private static final double WELL = 0.98;
    private static final double ENOUGH = 0.95;
    private static final long MILLION = 1_000_000;

    private RaceAdvice() {}

    static List<Item> of(LevelResult level, TimeToTarget race) {
        List<Item> items = new ArrayList<>();
        boolean falling = falling(level.throughput().steadiness());
        success(level.counts().overall(), falling).ifPresent(items::add);
        if (falling) {
            items.add(new Item(
                    "Throughput fell during the race: the server is saturated, or the GPU slows down because of heat",
                    Tone.DOUBTFUL));
        }
        race.time()
                .filter(time -> race.target() == MILLION)
                .ifPresent(time -> items.add(Item.of(grade(time) + " (003's advice for an L4, of no other GPU)")));
        return items;
    }

    /** More users are advised only where nothing says that the server has too many. */
    private static Optional<Item> success(RequestCounts counts, boolean falling) {
        if (counts.succeeded() + counts.failedTotal() == 0) {
            return Optional.empty();
        }
        if (counts.successRate() < ENOUGH) {
            return Optional.of(new Item(
                    "Less than 95 % succeeded: time-outs or memory that ran out; use 20 to 30 % fewer users",
                    Tone.BAD));
        }
        if (counts.successRate() <= WELL) {
            return Optional.empty();
        }
        return Optional.of(new Item(
                falling
                        ? "More than 98 % succeeded"
                        : "More than 98 % succeeded: try 25 % more users for more throughput",
                Tone.GOOD));
    }

    private static boolean falling(Throughput.Steadiness steadiness) {
        return steadiness.slopeSignificant()
                && steadiness.slopePerSecond().filter(slope -> slope < 0).isPresent();
    }

    private static String grade(Duration time) {
        if (time.compareTo(Duration.ofMinutes(5)) < 0) {
            return "A million tokens in less than 5 minutes: exceptional";
        }
        if (time.compareTo(Duration.ofMinutes(7)) < 0) {
            return "A million tokens in less than 7 minutes: excellent";
        }
        return time.compareTo(Duration.ofMinutes(10)) < 0
                ? "A million tokens in less than 10 minutes: good"
                : "A million tokens in 10 minutes or more: below good";
    }
}
