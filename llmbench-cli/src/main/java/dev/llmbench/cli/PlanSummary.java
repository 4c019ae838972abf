package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.core.Durations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan in a few lines, before it is carried out. */
final class PlanSummary {
    private static final int MOST_LEVELS = 16;

    private PlanSummary() {}

    static List<String> of(BenchmarkPlan plan, Optional<Target> target, Optional<Path> results) {
        return of(plan, target, results, plan.points().size());
    }

    /** The plan of a run that is resumed, with the time that the levels take which are not finished. */
    static List<String> left(BenchmarkPlan plan, Target target, int finished) {
        return of(plan, Optional.of(target), Optional.empty(), plan.points().size() - finished);
    }

    private static List<String> of(
            BenchmarkPlan plan, Optional<Target> target, Optional<Path> results, int levelsToMeasure) {
        List<String> lines = new ArrayList<>();
        target.ifPresent(server -> lines.add(
                "Server    " + server.url() + ", model " + clean(server.model()) + ", " + clean(server.protocol())));
        lines.add("Workload  " + workload(plan.workload()));
        lines.add("Load      " + load(plan.load()));
        lines.add("Level     " + level(plan));
        if (plan.points().size() > plan.load().levels().size()) {
            lines.add("In all    " + plan.points().size() + " levels"
                    + (plan.phases().repeats() > 1
                            ? ", everything " + plan.phases().repeats() + " times"
                            : ""));
        }
        results.ifPresent(folder -> lines.add("Files     a new folder in " + folder));
        lines.add("Takes     " + takes(plan, levelsToMeasure));
        return lines;
    }

    private static String workload(Workload workload) {
        String seed = workload.seed().stream()
                .mapToObj(stated -> "seed " + stated)
                .findFirst()
                .orElse("a seed of its own for every run");
        String answers = "answers of " + workload.outputTokens() + " tokens, " + seed;
        if (workload instanceof Workload.Synthetic grid && !grid.shapes().isEmpty()) {
            return "synthetic prompts and answers of "
                    + grid.shapes().stream().map(Shape::label).collect(Collectors.joining("; ")) + " tokens, " + seed;
        }
        return workload instanceof Workload.Synthetic synthetic
                ? "synthetic prompts of " + synthetic.inputTokens() + " tokens, " + answers
                : "prompts of " + clean(((Workload.PromptFile) workload).path()) + ", " + answers;
    }

    private static String load(Load load) {
        List<? extends LoadLevel> levels = load.levels();
        String more = levels.size() > MOST_LEVELS ? " and " + (levels.size() - MOST_LEVELS) + " more" : "";
        if (load instanceof Load.ClosedLoop closed) {
            return "closed loop, users: "
                    + closed.levels().stream()
                            .limit(MOST_LEVELS)
                            .map(level -> level instanceof LoadLevel.Users users
                                    ? Integer.toString(users.concurrency())
                                    : level.label())
                            .collect(Collectors.joining(", "))
                    + more;
        }
        return "open loop: "
                + levels.stream().limit(MOST_LEVELS).map(LoadLevel::label).collect(Collectors.joining(", ")) + more;
    }

    private static String level(BenchmarkPlan plan) {
        List<String> ends = new ArrayList<>();
        plan.window().ifPresent(window -> ends.add("after " + Durations.format(window)));
        plan.requestTarget().ifPresent(count -> ends.add("after " + count + " requests"));
        plan.requestsPerUser()
                .ifPresent(count ->
                        ends.add("after " + count + (count == 1 ? " request" : " requests") + " of each user"));
        plan.tokenTarget().ifPresent(count -> ends.add("after " + count + " output tokens"));
        for (Stop stop : plan.stops()) {
            if (stop instanceof Stop.ErrorRate rate) {
                ends.add("above " + Math.round(rate.limit() * 1000) / 10.0 + " % failures");
            }
        }
        String before = plan.warmUp().isZero() ? "" : "warm-up " + Durations.format(plan.warmUp()) + ", then ";
        return before + "a window that ends " + String.join(" or ", ends)
                + (plan.phases().rest().isZero()
                        ? ""
                        : ", " + Durations.format(plan.phases().rest()) + " rest");
    }

    private static String takes(BenchmarkPlan plan, int levels) {
        if (levels == 0) {
            return "no time: every level is finished, only the result was not written";
        }
        return plan.expectedDuration(levels)
                .map(time -> (plan.countEnds() ? "at most " : "")
                        + Durations.format(rounded(time))
                        + ", and each level's last answers")
                .orElse("until each level has its requests or tokens, at most " + Durations.format(plan.safetyLimit())
                        + " a level");
    }

    private static Duration rounded(Duration time) {
        return time.compareTo(Duration.ofSeconds(10)) < 0
                ? time
                : Duration.ofSeconds(time.plusMillis(500).toSeconds());
    }

    private static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
