package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Ending;
import dev.llmbench.report.internal.MarkdownLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The report of Runara's benchmark: status, hardware, tables and next steps, with the figures of its JSON. */
final class RunaraReport {
    private static final String UNKNOWN = "unknown";

    private final BenchmarkResult result;
    private final ObjectNode json;
    private final List<String> lines = new ArrayList<>();

    RunaraReport(BenchmarkResult result, ObjectNode json) {
        this.result = result;
        this.json = json;
    }

    String text() {
        JsonNode metadata = json.required("metadata");
        lines.add("# Inference benchmark: " + MarkdownLayout.escaped(word(metadata, "model")));
        lines.add("");
        lines.add("- **Status:** " + status());
        lines.add("- **Date:** " + word(metadata, "timestamp"));
        lines.add("- **Made by:** " + MarkdownLayout.escaped(word(json, "generator"))
                + ", by the definitions of Runara's benchmark, version 2");
        heading("Hardware and software");
        row("Component", "Specification");
        rule(2);
        row("GPU", word(metadata, "gpu"));
        row("Model", word(metadata, "model"));
        row("Precision", word(metadata, "precision"));
        row("Framework", word(metadata, "framework"));
        row("Price per hour (USD)", word(metadata, "hourly_cost_usd"));
        table(
                "Throughput by concurrency",
                "concurrency_benchmarks",
                "concurrency",
                "input_len",
                "output_len",
                "total_tokens",
                "wall_time_sec",
                "throughput_tok_s",
                "successful_requests",
                "failed_requests",
                "wall_time_is");
        table(
                "Throughput by length of the answer (single stream)",
                "throughput_degradation",
                "output_tokens",
                "actual_tokens",
                "time_sec",
                "throughput_tok_s",
                "gpu_memory");
        cost();
        nextSteps();
        return String.join("\n", lines) + "\n";
    }

    private String status() {
        String words = result.run().ending() == Ending.COMPLETED
                        && result.levels().size()
                                == result.job().plan().points().size()
                ? "complete"
                : "PARTIAL, " + result.levels().size() + " of "
                        + result.job().plan().points().size() + " levels measured";
        return (result.run().simulated() ? "SIMULATED, these figures say nothing about real hardware; " : "") + words
                + ", figures " + result.validity();
    }

    private void heading(String words) {
        lines.add("");
        lines.add("## " + words);
        lines.add("");
    }

    private void table(String heading, String field, String... columns) {
        heading(heading);
        if (json.required(field).isEmpty()) {
            lines.add("Not measured.");
            return;
        }
        row(columns);
        rule(columns.length);
        for (JsonNode entry : json.required(field)) {
            row(Arrays.stream(columns).map(column -> word(entry, column)).toArray(String[]::new));
        }
    }

    private void cost() {
        heading("Cost at the highest throughput of several users");
        JsonNode cost = json.required("cost_analysis");
        row("Throughput (tok/s)", "Tokens per hour", "Price per hour (USD)", "Cost per 1M tokens (USD)");
        rule(4);
        row(
                word(cost, "throughput_tok_s"),
                word(cost, "tokens_per_hour"),
                word(cost, "hourly_cost_usd"),
                word(cost, "cost_per_1m_tokens_usd"));
    }

    private void nextSteps() {
        heading("Next steps");
        if (result.run().ending() != Ending.COMPLETED) {
            lines.add("- Measure the levels that are missing.");
        }
        if (json.required("cost_analysis").required("hourly_cost_usd").isNull()) {
            lines.add("- State the machine's price to learn what tokens cost (--price-per-hour).");
        }
        if (json.required("throughput_degradation").size() < 2) {
            lines.add("- Measure one user with answers of several lengths, such as 500 to 4000 tokens.");
        }
        lines.add(result.best()
                .map(best -> "- " + MarkdownLayout.escaped(best.reason()))
                .orElse("- Measure several concurrencies to find the best."));
    }

    private void row(String... cells) {
        lines.add(Arrays.stream(cells).map(MarkdownLayout::escaped).collect(Collectors.joining(" | ", "| ", " |")));
    }

    private void rule(int columns) {
        lines.add("|" + " --- |".repeat(columns));
    }

    private static String word(JsonNode node, String field) {
        JsonNode value = node.required(field);
        if (value.isNull()) {
            return UNKNOWN;
        }
        return value.isNumber() ? Json.line(value) : value.asString();
    }
}
