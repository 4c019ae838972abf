package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Sent;
import dev.llmbench.api.Target;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What makes the comparison of two results unfair or weak. */
final class Cautions {
    private static final String UNKNOWN = "unknown";

    /** Of the run's extra facts. */
    private static final String SEED = "seed";

    private final BenchmarkResult first;
    private final BenchmarkResult second;
    private final List<String> found = new ArrayList<>();

    private Cautions(BenchmarkResult first, BenchmarkResult second) {
        this.first = first;
        this.second = second;
    }

    static List<String> of(BenchmarkResult first, BenchmarkResult second) {
        Cautions cautions = new Cautions(first, second);
        cautions.simulation();
        cautions.server();
        cautions.asking();
        cautions.measuring();
        return cautions.found;
    }

    static String model(BenchmarkResult result) {
        return target(result).map(Target::model).orElse(UNKNOWN);
    }

    private static Optional<Target> target(BenchmarkResult result) {
        return result.job().where() instanceof Target target ? Optional.of(target) : Optional.empty();
    }

    private void simulation() {
        if (first.run().simulated() != second.run().simulated()) {
            found.add("SIMULATED against measured: the " + (first.run().simulated() ? "first" : "second")
                    + " side is no server, so nothing is called better or worse");
        } else if (first.run().simulated()) {
            found.add("both sides are SIMULATED: this says nothing about real servers");
        }
    }

    private void server() {
        differ("model", Cautions::model);
        if (!model(first).equals(model(second))) {
            found.add("tokens of different tokenizers are different amounts of text, so tokens per second and cost per"
                    + " token of different models are not of the same work");
        }
        known("engine", result -> result.server().engine());
        known("hardware", result -> result.server().hardware());
        known(
                "price per hour",
                result -> result.server()
                        .pricePerHour()
                        .map(price -> price.amount().toString()),
                first.server().pricePerHour().isPresent()
                        || second.server().pricePerHour().isPresent());
    }

    private void asking() {
        differ("protocol", result -> target(result).map(Target::protocol).orElse(UNKNOWN));
        BenchmarkPlan one = first.job().plan();
        BenchmarkPlan other = second.job().plan();
        if (!unseeded(one.workload()).equals(unseeded(other.workload()))) {
            differ("workload", result -> words(result.job().plan().workload()));
            if (words(one.workload()).equals(words(other.workload()))) {
                found.add("other workload, though of the same lengths: compare the plans");
            }
        }
        if (!one.requests().equals(other.requests())) {
            found.add("requests are asked in another way (stream, temperature, output length, usage or time-outs)");
        }
        differ(
                "prompt lengths",
                result -> result.sent().map(Sent::promptLengths).orElse(UNKNOWN));
        differ(
                "output length",
                result -> result.sent()
                        .map(sent -> sent.lengthForced() ? "forced" : "not forced")
                        .orElse(UNKNOWN));
        if (!SameWork.asked(first, second)) {
            found.add(
                    "lengths of prompts or answers, or how answers are kept to them, differ: nothing is called better or"
                            + " worse");
        }
        Optional<String> seed = Optional.ofNullable(first.extra().get(SEED));
        boolean sameRun = first.run().id().equals(second.run().id());
        if (sameRun) {
            found.add("both sides are the same run");
        } else if (seed.isPresent() && seed.get().equals(second.extra().get(SEED))) {
            found.add("both runs asked the same prompts (seed " + seed.get()
                    + "): a prefix cache that knew them makes the later run look faster");
        }
    }

    private void measuring() {
        if (!first.job().plan().phases().equals(second.job().plan().phases())
                || !first.job().plan().stops().equals(second.job().plan().stops())) {
            found.add("warm-up, window or stops differ");
        }
        differ(
                "load generator",
                result -> result.environment().processors() + " processors, "
                        + result.environment().transport() + ", "
                        + result.environment().operatingSystem());
        differ("llmbench", result -> result.run().llmbenchVersion());
        saturation();
        ended("first", first);
        ended("second", second);
        invalid("first", first);
        invalid("second", second);
        found.add("one run a side says nothing about the variation from run to run: repeat both before deciding");
    }

    private void saturation() {
        for (LevelResult level : first.levels()) {
            second.levels().stream()
                    .filter(other -> other.point().equals(level.point()))
                    .findFirst()
                    .ifPresent(other -> saturation(level, other));
        }
    }

    private void saturation(LevelResult level, LevelResult other) {
        OptionalInt one = ComparedValues.saturationUsers(level);
        OptionalInt two = ComparedValues.saturationUsers(other);
        if (one.isPresent() && two.isPresent() && one.getAsInt() != two.getAsInt()) {
            found.add("the saturation had " + one.getAsInt() + " users against " + two.getAsInt()
                    + ": its waiting times are of other queues");
        }
    }

    private void ended(String side, BenchmarkResult result) {
        if (result.run().ending() != Ending.COMPLETED) {
            found.add("the " + side + " side's run did not end as planned ("
                    + result.run().endedBecause().orElse(result.run().ending().name()) + ")");
        }
    }

    private void invalid(String side, BenchmarkResult result) {
        List<String> labels = result.levels().stream()
                .filter(level -> level.validity() == Verdict.INVALID)
                .map(level -> level.point().label())
                .toList();
        if (!labels.isEmpty()) {
            found.add("the " + side + " side is INVALID at " + String.join(", ", labels) + ": shown, and not judged");
        }
    }

    private void differ(String what, Function<BenchmarkResult, String> value) {
        String one = value.apply(first);
        String other = value.apply(second);
        if (!Objects.equals(one, other)) {
            found.add("other " + what + ": " + one + " against " + other);
        }
    }

    private void known(String what, Function<BenchmarkResult, Optional<String>> value) {
        known(what, value, true);
    }

    private void known(String what, Function<BenchmarkResult, Optional<String>> value, boolean wanted) {
        Optional<String> one = value.apply(first);
        Optional<String> other = value.apply(second);
        if (wanted && one.isEmpty() && other.isEmpty()) {
            found.add("the " + what + " of both sides is unknown, and may differ");
        } else if (!one.equals(other)) {
            found.add("other " + what + ": " + one.orElse(UNKNOWN) + " against " + other.orElse(UNKNOWN));
        }
    }

    private static Workload unseeded(Workload workload) {
        return workload.seed(0);
    }

    private static String words(Workload workload) {
        if (workload instanceof Workload.Synthetic synthetic) {
            return "prompts of " + words(synthetic.inputTokens()) + " and answers of " + words(synthetic.outputTokens())
                    + " tokens";
        }
        return "prompts of a file and answers of " + words(workload.outputTokens()) + " tokens";
    }

    private static String words(TokenRange range) {
        return range.min() == range.max() ? Integer.toString(range.min()) : range.min() + " to " + range.max();
    }
}
