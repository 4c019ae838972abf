package dev.llmbench.cli;

import dev.llmbench.api.BandComparison;
import dev.llmbench.api.Comparison;
import dev.llmbench.api.Interval;
import dev.llmbench.api.Point;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Comparisons as JSON for programs; described in {@code docs/compare.md}. */
final class ComparisonJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ComparisonJson() {}

    static String of(Comparison comparison) {
        ObjectNode root = JSON.createObjectNode();
        side(root.putObject("a"), comparison.first());
        side(root.putObject("b"), comparison.second());
        texts(root.putArray("cautions"), comparison.cautions());
        ArrayNode levels = root.putArray("levels");
        for (Comparison.Level level : comparison.levels()) {
            ObjectNode one = levels.addObject();
            one.put("load", level.point().label());
            one.put("validityA", level.first().name());
            one.put("validityB", level.second().name());
            ObjectNode figures = one.putObject("figures");
            level.figures().forEach(figure -> figure(figures.putObject(word(figure.metric())), figure));
        }
        texts(root.putArray("onlyA"), labels(comparison.onlyFirst()));
        texts(root.putArray("onlyB"), labels(comparison.onlySecond()));
        return JSON.writeValueAsString(root) + "\n";
    }

    static String of(BandComparison comparison) {
        ObjectNode root = JSON.createObjectNode();
        root.put("run", comparison.runId());
        root.put("model", comparison.model());
        root.put("band", comparison.band().name());
        texts(root.putArray("cautions"), comparison.cautions());
        ArrayNode levels = root.putArray("levels");
        for (BandComparison.Level level : comparison.levels()) {
            ObjectNode one = levels.addObject();
            one.put("load", level.point().label());
            one.put("expectedLow", level.expected().low());
            one.put("expectedHigh", level.expected().high());
            number(one, "measured", level.measured().perSecond());
            interval(one, "measured", level.measured().interval());
            one.put("place", word(level.place()));
            one.put("sure", level.sure());
            one.put("successRate", level.successRate());
            level.expected().successFloor().ifPresent(floor -> one.put("expectedSuccess", floor));
            level.medianLatencyMillis().ifPresent(millis -> one.put("medianLatencyMillis", millis));
            level.expected().medianLatencyMillis().ifPresent(millis -> one.put("expectedMedianLatencyMillis", millis));
            one.put("validity", level.validity().name());
        }
        texts(root.putArray("without"), labels(comparison.without()));
        return JSON.writeValueAsString(root) + "\n";
    }

    private static void side(ObjectNode node, Comparison.Side side) {
        node.put("run", side.runId());
        node.put("name", side.name());
        node.put("model", side.model());
        side.engine().ifPresent(words -> node.put("engine", words));
        side.hardware().ifPresent(words -> node.put("hardware", words));
        node.put("simulated", side.simulated());
    }

    private static void figure(ObjectNode node, Comparison.Figure figure) {
        node.put("unit", figure.metric().unit());
        value(node, "a", figure.first());
        value(node, "b", figure.second());
        figure.ratio().ifPresent(ratio -> {
            number(node, "ratio", ratio.value());
            interval(node, "ratio", ratio.interval());
        });
        node.put("judgement", word(figure.judgement()));
    }

    private static void value(ObjectNode node, String name, Comparison.Value value) {
        value.value().ifPresent(number -> number(node, name, number));
        interval(node, name, value.interval());
        if (value.tooFew() && value.value().isPresent()) {
            node.put(name + "TooFew", true);
        }
    }

    private static void interval(ObjectNode node, String name, Optional<Interval> interval) {
        interval.ifPresent(around -> {
            number(node, name + "Low", around.low());
            number(node, name + "High", around.high());
        });
    }

    /** JSON has no infinity: null and a word, as in a result's file. */
    private static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
            node.put(name + "Unbounded", true);
        }
    }

    private static List<String> labels(List<Point> loads) {
        return loads.stream().map(Point::label).toList();
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
