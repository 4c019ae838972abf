package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Verdict;
import dev.llmbench.report.internal.CleanText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The best level as a file to keep: the machine, the model, the load, and what to plan with. */
final class OptimalConfig {
    private static final double SERVED_ENOUGH = 0.95; // as the best of several levels needs it
    private static final double PLAN_FROM = 0.6;
    private static final double PLAN_TO = 0.7;

    private final BenchmarkResult result;
    private final Facts facts;
    private final List<String> notes = new ArrayList<>();

    private OptimalConfig(BenchmarkResult result) {
        this.result = result;
        this.facts = new Facts(result);
    }

    static Exported of(BenchmarkResult result) {
        OptimalConfig config = new OptimalConfig(result);
        String yaml = config.yaml(config.best());
        return new Exported(List.of(new ExportedFile("optimal_config.yaml", yaml)), config.notes);
    }

    private LevelResult best() {
        if (result.best().isEmpty() && result.levels().size() == 1) {
            LevelResult only = result.levels().get(0);
            checkUsable(only);
            notes.add("only one level was measured: whether another is better is not known");
            return only;
        }
        return result.best()
                .flatMap(best -> best.best())
                .flatMap(this::middleRound)
                .orElseThrow(() ->
                        new ConfigurationException("no level can be called the best, so there is no optimum to"
                                + " write: "
                                + result.best()
                                        .map(best -> CleanText.of(best.reason()))
                                        .orElse("levels of different lengths are not compared")));
    }

    /** Of several rounds the one of middle throughput: its figures belong together, as those of a mean would not. */
    private Optional<LevelResult> middleRound(LoadLevel load) {
        List<LevelResult> rounds = result.levels().stream()
                .filter(level -> level.load().equals(load))
                .filter(level -> level.validity() != Verdict.INVALID)
                .sorted(Comparator.comparingDouble(
                        level -> level.throughput().outputTokens().perSecond()))
                .toList();
        if (rounds.size() > 1) {
            notes.add("the best level was measured " + rounds.size() + " times: the figures are of the round of middle"
                    + " throughput");
        }
        return rounds.isEmpty() ? Optional.empty() : Optional.of(rounds.get((rounds.size() - 1) / 2));
    }

    /** What is asked of the best of several levels is asked of an only one, too. */
    private static void checkUsable(LevelResult level) {
        whyUnusable(level).ifPresent(why -> {
            throw new ConfigurationException(
                    "no level can be called the best, so there is no optimum to write: of the only level, "
                            + level.point().label() + ", " + why);
        });
    }

    private static Optional<String> whyUnusable(LevelResult level) {
        if (level.validity() == Verdict.INVALID) {
            return Optional.of("its figures are INVALID");
        }
        if (level.throughput().outputTokens().perSecond() <= 0) {
            return Optional.of("it brought no token");
        }
        return level.servedShare() > SERVED_ENOUGH
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "only %.1f %% of its requests were served, and more than 95 %% should be",
                        100 * level.servedShare()));
    }

    private String yaml(LevelResult level) {
        ObjectNode node = Json.object();
        infrastructure(node.putObject("infrastructure"));
        ObjectNode model = node.putObject("model");
        Json.text(model, "name", facts.model());
        Json.count(model, "input_tokens", facts.inputTokens(level));
        Json.count(model, "output_tokens", facts.outputTokens(level));
        boolean singleStream = level.load().maxInFlight().orElse(0) == 1;
        if (singleStream) {
            notes.add(
                    "only one request was under way at a time, and what a single stream costs says little about a loaded"
                            + " machine: cost_per_1m_output_tokens is null");
        }
        settings(level, singleStream, node.putObject("optimal_settings"));
        production(level, node.putObject("production"));
        StringBuilder text = new StringBuilder("# Made by " + facts.generator() + " from run "
                + CleanText.of(result.run().id()) + "; figures as docs/metrics.md defines them.\n");
        if (result.run().simulated()) {
            text.append("# SIMULATED: the server is a simulator. These figures say nothing about real hardware.\n");
        }
        result.best()
                .ifPresent(best ->
                        text.append("# ").append(CleanText.of(best.reason())).append('\n'));
        append(node, "", text);
        return text.toString();
    }

    private void infrastructure(ObjectNode node) {
        Json.text(node, "gpu", facts.gpu());
        Json.count(node, "gpu_count", facts.gpuCount());
        Json.text(node, "engine", facts.engine());
        Optional<HourlyPrice> price = result.server().pricePerHour();
        Json.put(
                node,
                "price_per_hour",
                price.map(hourly -> hourly.amount().units().doubleValue()));
        Json.text(node, "currency", price.map(hourly -> hourly.amount().currency()));
        node.put("simulated", result.run().simulated());
    }

    private void settings(LevelResult level, boolean singleStream, ObjectNode node) {
        if (level.load() instanceof LoadLevel.Rate rate) {
            Json.put(node, "requests_per_second", rate.requestsPerSecond());
            node.put("arrival", rate.arrival().label());
        } else if (level.load() instanceof LoadLevel.Users users) {
            node.put("concurrency", users.concurrency());
        } else {
            node.put("load", level.load().label());
        }
        node.put("single_stream", singleStream);
        Json.put(
                node,
                "output_tokens_per_second",
                level.throughput().outputTokens().perSecond());
        Json.put(node, "success_rate", level.successRate());
        Distribution firstToken = level.load() instanceof LoadLevel.Rate
                ? level.latency().timeToFirstTokenFromSchedule()
                : level.latency().timeToFirstToken();
        Json.put(node, "ttft_p95_ms", millis(firstToken.percentileOfAll(95)));
        Distribution endToEnd = level.load() instanceof LoadLevel.Rate
                ? level.latency().endToEndLatencyFromSchedule()
                : level.latency().endToEndLatency();
        Json.put(node, "end_to_end_p95_ms", millis(endToEnd.percentileOfAll(95)));
        Json.put(
                node,
                "cost_per_1m_output_tokens",
                level.verdict()
                        .cost()
                        .filter(cost -> !cost.singleStream())
                        .map(cost -> cost.perMillionOutputTokens().units().doubleValue()));
        node.put("verdict", level.validity().name().toLowerCase(Locale.ROOT));
        result.best()
                .flatMap(best -> best.recommended())
                .filter(load -> !load.equals(level.load()))
                .ifPresent(load -> node.put("smallest_within_2_percent", load.label()));
    }

    private static Optional<Double> millis(Quantile quantile) {
        return quantile.value().map(time -> time.toNanos() / 1e6);
    }

    /** Machines that run at their maximum have no room for what was not foreseen. */
    private static void production(LevelResult level, ObjectNode node) {
        double most = level.throughput().outputTokens().perSecond();
        Json.put(node, "plan_from_output_tokens_per_second", PLAN_FROM * most);
        Json.put(node, "plan_to_output_tokens_per_second", PLAN_TO * most);
        node.put("share_of_maximum", "60-70 %");
    }

    /** Block style; single values as JSON, which YAML reads alike. */
    private static void append(ObjectNode node, String indent, StringBuilder text) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            text.append(indent).append(field.getKey()).append(':');
            if (field.getValue() instanceof ObjectNode inner) {
                text.append('\n');
                append(inner, indent + "  ", text);
            } else {
                text.append(' ').append(Json.line(field.getValue())).append('\n');
            }
        }
    }
}
