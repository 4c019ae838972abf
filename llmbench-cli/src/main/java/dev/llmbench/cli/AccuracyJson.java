package dev.llmbench.cli;

import dev.llmbench.accuracy.AccuracyCheck;
import dev.llmbench.accuracy.CountError;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.ObservationDelay;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How far figures were off on this machine, as JSON for programs; described in {@code docs/doctor.md}. */
final class AccuracyJson {
    private static final double NANOS_PER_MILLI = 1e6;

    private AccuracyJson() {}

    static void add(LevelAccuracy level, ObjectNode node) {
        node.put("streams", AccuracyCheck.STREAMS);
        node.put("tokensPerSecondAndStream", AccuracyCheck.TOKENS_PER_SECOND);
        node.put("windowSeconds", level.level().window().length().toNanos() / 1e9);
        node.put("kept", level.kept());
        node.put("verdict", DiagnosisJson.word(level.verdict()));
        ArrayNode reasons = node.putArray("reasons");
        level.level()
                .verdict()
                .validity()
                .reasons()
                .forEach(reason -> reasons.add(reason.check().label()));
        ArrayNode figures = node.putArray("figures");
        level.figures().forEach(error -> add(error, figures.addObject()));
        ArrayNode counts = node.putArray("counts");
        for (CountError error : level.counts()) {
            counts.addObject()
                    .put("count", DiagnosisJson.word(error.count()))
                    .put("measured", error.measured())
                    .put("truth", error.truth())
                    .put("within", error.within());
        }
        add(level.events(), node.putObject("eventDelay"));
        add(level.requests(), node.putObject("requestDelay"));
    }

    private static void add(FigureError error, ObjectNode node) {
        node.put("figure", DiagnosisJson.word(error.figure()));
        node.put("statistic", DiagnosisJson.word(error.statistic()));
        node.put("unit", error.figure().unit().label());
        node.put("measured", error.measured());
        node.put("truth", error.truth());
        node.put("error", error.error());
        error.relative().ifPresent(fraction -> node.put("relative", fraction));
        node.put("allowed", error.allowed());
        node.put("promised", error.promised());
        node.put("within", error.within());
    }

    private static void add(ObservationDelay delay, ObjectNode node) {
        node.put("count", delay.count());
        node.put("meanMillis", millis(delay.mean()));
        node.put("p50Millis", millis(delay.p50()));
        node.put("p99Millis", millis(delay.p99()));
        node.put("maxMillis", millis(delay.max()));
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS_PER_MILLI;
    }
}
