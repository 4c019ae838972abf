package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.ObjectiveOutcome;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.Validity;
import dev.llmbench.api.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a result means for the exit code. The worst counts: figures that must not be used (9), then levels that failed or
 * are missing (8), then promises that were not kept (3).
 *
 * @param code the exit code
 * @param why the reason for a person; empty when all is well
 */
record Outcome(int code, Optional<String> why) {
    static Outcome of(BenchmarkResult result) {
        return invalid(result)
                .map(why -> new Outcome(ExitCode.INVALID, Optional.of(why)))
                .or(() -> partial(result).map(why -> new Outcome(ExitCode.PARTIAL, Optional.of(why))))
                .or(() -> missed(result).map(why -> new Outcome(ExitCode.OBJECTIVE_MISSED, Optional.of(why))))
                .orElse(new Outcome(ExitCode.OK, Optional.empty()));
    }

    private static Optional<String> invalid(BenchmarkResult result) {
        return result.levels().stream()
                .filter(level -> level.validity() == Verdict.INVALID)
                .findFirst()
                .map(level -> "the figures at " + level.point().label() + " are INVALID and must not be used ("
                        + level.verdict().validity().reasons().stream()
                                .filter(finding -> finding.verdict() == Verdict.INVALID)
                                .map(Outcome::words)
                                .collect(Collectors.joining(", "))
                        + ")");
    }

    private static String words(Validity.Finding finding) {
        return finding.check().label()
                + finding.value()
                        .map(value -> " " + String.format(java.util.Locale.ROOT, "%.3g", value) + " "
                                + finding.check().unit())
                        .orElse("");
    }

    private static Optional<String> partial(BenchmarkResult result) {
        Ending ending = result.run().ending();
        if (ending == Ending.CANCELLED || ending == Ending.BROKEN || ending == Ending.STOPPED_BY_ERRORS) {
            return Optional.of("the run is partial: "
                    + result.run().endedBecause().orElse(ending.name().toLowerCase(java.util.Locale.ROOT)));
        }
        int planned = result.job().plan().points().size();
        int measured = result.levels().size();
        if (measured < planned) {
            return Optional.of("the run is partial: " + measured + " of " + planned + " levels were measured");
        }
        return result.levels().stream()
                .filter(Outcome::failed)
                .findFirst()
                .map(level -> "the run is partial: " + why(level) + " at "
                        + level.point().label());
    }

    private static boolean failed(LevelResult level) {
        Ending ending = level.window().ending();
        return ending == Ending.STOPPED_BY_ERRORS
                || ending == Ending.BROKEN
                || ending == Ending.CANCELLED
                || nothingServed(level);
    }

    /** A saturation and a race that was won may end before the first of their long answers does. */
    private static boolean nothingServed(LevelResult level) {
        boolean won = level.window().race().flatMap(TimeToTarget::time).isPresent();
        boolean tokens = level.throughput().outputTokens().perSecond() > 0;
        boolean cutOff = won || (level.load() instanceof LoadLevel.Saturation && tokens);
        return level.counts().measured().succeeded() == 0 && !cutOff;
    }

    private static String why(LevelResult level) {
        return switch (level.window().ending()) {
            case STOPPED_BY_ERRORS -> "too many requests failed";
            case BROKEN, CANCELLED -> "the window was not measured to its end";
            default -> "no request succeeded";
        };
    }

    private static Optional<String> missed(BenchmarkResult result) {
        List<String> missed = result.levels().stream()
                .flatMap(level -> level.verdict().objectives().stream()
                        .filter(outcome -> !outcome.met())
                        .map(outcome -> words(outcome) + " at " + level.point().label()))
                .toList();
        return missed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        (missed.size() == 1 ? "objective" : "objectives") + " missed: " + String.join("; ", missed));
    }

    private static String words(ObjectiveOutcome outcome) {
        return outcome.objective()
                + outcome.measured()
                        .value()
                        .map(value -> String.format(java.util.Locale.ROOT, " was %.4g ms", value.toNanos() / 1e6))
                        .orElse("");
    }
}
