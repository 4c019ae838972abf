package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Timeline;
import dev.llmbench.report.internal.Content.Item;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** How evenly the windows went, in a sentence a level: the slowest and the fastest second, and where requests failed. */
final class TimelineWords {
    /** Of fewer steps the slowest says nothing. */
    private static final int FEWEST = 3;

    private TimelineWords() {}

    static List<Item> of(BenchmarkResult result) {
        return result.levels().stream()
                .flatMap(level -> level.timeline().stream()
                        .filter(timeline -> whole(level, timeline).size() >= FEWEST)
                        .map(timeline -> Item.of(words(level, timeline))))
                .toList();
    }

    private static String words(LevelResult level, Timeline timeline) {
        List<Timeline.Step> steps = whole(level, timeline);
        Comparator<Timeline.Step> bySpeed = Comparator.comparingDouble(Timeline.Step::outputTokensPerSecond);
        Timeline.Step slowest = steps.stream().min(bySpeed).orElseThrow();
        Timeline.Step fastest = steps.stream().max(bySpeed).orElseThrow();
        List<Timeline.Step> all = timeline.steps();
        long failing = all.stream().filter(step -> step.failures() > 0).count();
        return level.point().label() + ": slowest " + Figures.number(slowest.outputTokensPerSecond())
                + " output tok/s at " + at(timeline, steps.indexOf(slowest)) + ", fastest "
                + Figures.number(fastest.outputTokensPerSecond()) + " at " + at(timeline, steps.indexOf(fastest))
                + (failing == 0
                        ? ""
                        : "; requests failed in " + failing + " of "
                                + Words.plural(all.size(), "step", "steps") + " of "
                                + Figures.duration(timeline.step()));
    }

    private static String at(Timeline timeline, int step) {
        return Figures.clock(timeline.step().multipliedBy(step));
    }

    /** Without a last step that the window's end cut short: few arrivals decide its rate. */
    private static List<Timeline.Step> whole(LevelResult level, Timeline timeline) {
        Duration all = timeline.step().multipliedBy(timeline.steps().size());
        boolean cutShort = all.compareTo(level.window().length()) > 0;
        return cutShort ? timeline.steps().subList(0, timeline.steps().size() - 1) : timeline.steps();
    }
}
