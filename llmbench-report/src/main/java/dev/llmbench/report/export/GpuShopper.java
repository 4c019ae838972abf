package dev.llmbench.report.export;

import dev.llmbench.api.LoadLevel;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.JournaledRequest.Outcome;
import dev.llmbench.report.export.Source.Level;
import dev.llmbench.report.internal.CleanText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of gpu-shopper, a folder a level: requests as its script logs them, metadata, and the figures that its reader
 * makes of both.
 */
final class GpuShopper {
    private static final ExportFormat FORMAT = ExportFormat.GPU_SHOPPER;

    private final Source source;
    private final Facts facts;

    private GpuShopper(Source source) {
        this.source = source;
        this.facts = new Facts(source.result());
    }

    static Exported of(Source source) {
        GpuShopper files = new GpuShopper(source);
        List<ExportedFile> all = new ArrayList<>();
        List<String> notes = new ArrayList<>(source.notes());
        notes.add("GPU figures were not sampled: there is no gpu.csv, and gpu-shopper's loader wants one;"
                + " benchmark.json has the fields of what its API takes");
        String model = Facts.slug(files.facts.model().orElse("unknown"));
        boolean simulated = source.result().run().simulated();
        for (Level level : source.levels()) {
            String folder = files.facts.namePrefix() + "benchmark_" + model + "_" + Facts.slug(level.label()) + "/";
            List<ShopperLine> lines = files.lines(level);
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(Json.line(line.json(simulated))).append('\n'));
            all.add(new ExportedFile(folder + "results.jsonl", text.toString()));
            all.add(new ExportedFile(folder + "metadata.json", Json.page(files.metadata(level, lines))));
            all.add(new ExportedFile(folder + "benchmark.json", Json.page(files.benchmark(level, lines))));
            if (!users(level).equals(Optional.of(1L))) {
                notes.add(
                        level.label()
                                + ": gpu-shopper asks one request after the other and takes the mean"
                                + " speed of a request for the machine's; of parallel requests that is the speed of one stream");
            }
        }
        return new Exported(all, notes);
    }

    private List<ShopperLine> lines(Level level) {
        List<ShopperLine> lines = new ArrayList<>();
        for (JournaledRequest request : level.requests()) {
            if (request.outcome() == Outcome.SUCCEEDED || request.outcome() == Outcome.FAILED) {
                lines.add(ShopperLine.of(
                        lines.size() + 1, request, source.journal().startedAt()));
            }
        }
        return lines;
    }

    private ObjectNode metadata(Level level, List<ShopperLine> lines) {
        Instant from = level.result().window().startedAt();
        ObjectNode node = Json.object();
        facts.mark(node, FORMAT);
        node.put("benchmark_version", facts.generator());
        node.put("started_at", from.truncatedTo(ChronoUnit.SECONDS).toString());
        node.put(
                "completed_at",
                from.plus(level.result().window().warmUp())
                        .plus(level.result().window().length())
                        .plus(level.result().window().drain())
                        .truncatedTo(ChronoUnit.SECONDS)
                        .toString());
        node.putNull("hostname");
        node.set("hardware", hardware());
        ObjectNode model = node.putObject("model");
        Json.text(model, "name", facts.model());
        Json.text(model, "runtime", facts.engineName());
        Json.text(model, "runtime_version", facts.engineVersion());
        model.put("size", "unknown");
        ObjectNode config = node.putObject("test_config");
        config.put("duration_seconds", level.result().window().length().toSeconds());
        config.put("max_tokens", facts.outputRange(level.result()).max());
        config.putNull("prompts");
        Json.count(config, "concurrent_reqs", users(level));
        config.put("tps_is", ShopperLine.basis(lines));
        ObjectNode summary = node.putObject("summary");
        summary.put("total_requests", lines.size());
        summary.put(
                "total_tokens", lines.stream().mapToLong(ShopperLine::tokens).sum());
        summary.put("duration_seconds", ShopperFigures.seconds(lines));
        return node;
    }

    private static Optional<Long> users(Level level) {
        return level.result().load() instanceof LoadLevel.Users users
                ? Optional.of((long) users.concurrency())
                : Optional.empty();
    }

    private ObjectNode hardware() {
        ObjectNode node = Json.object();
        Json.text(node, "gpu_name", facts.gpu());
        node.putNull("gpu_memory_mib");
        Json.count(node, "gpu_count", facts.gpuCount());
        Json.text(node, "driver_version", facts.detail("driver_version"));
        Json.text(node, "cuda_version", facts.detail("cuda_version"));
        node.putNull("cpu_model");
        node.putNull("cpu_cores");
        node.putNull("ram_gib");
        return node;
    }

    private ObjectNode benchmark(Level level, List<ShopperLine> lines) {
        ObjectNode node = Json.object();
        facts.mark(node, FORMAT);
        node.put("timestamp", level.result().window().startedAt().toString());
        node.set("hardware", hardware());
        ObjectNode model = node.putObject("model");
        Optional<String> name = facts.model();
        Json.text(model, "name", name);
        Json.text(model, "family", name.map(words -> words.split(":", 2)[0]));
        Json.text(
                model,
                "parameter_count",
                name.map(words -> words.split(":", 2))
                        .filter(words -> words.length == 2)
                        .map(words -> CleanText.of(words[1]).toUpperCase(Locale.ROOT)));
        Json.text(model, "runtime", facts.engineName());
        Json.text(model, "runtime_version", facts.engineVersion());
        ObjectNode config = node.putObject("test_config");
        config.put("duration_minutes", level.result().window().length().toMinutes());
        config.put("max_tokens", facts.outputRange(level.result()).max());
        Json.count(config, "concurrent_reqs", users(level));
        config.put("warmup_requests", level.result().counts().warmUp().offered());
        node.set("results", ShopperFigures.of(lines, level.succeeded()));
        node.putNull("gpu_stats");
        Json.text(node, "provider", facts.detail("provider"));
        Json.text(node, "location", facts.detail("location"));
        Json.put(node, "price_per_hour", facts.dollarsPerHour());
        return node;
    }
}
