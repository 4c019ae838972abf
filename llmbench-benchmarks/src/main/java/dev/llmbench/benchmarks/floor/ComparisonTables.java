package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The comparison's figures as Markdown. */
final class ComparisonTables {
    private static final double BYTES_PER_MB = 1e6;

    private final List<Sample> samples;

    ComparisonTables(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    private Pairs base(LoadCase load) {
        return Pairs.of(samples, load.id(), Contender.BASE);
    }

    private List<LoadCase> measured() {
        return LoadCase.ALL.stream().filter(load -> !base(load).isEmpty()).toList();
    }

    /** What an event costs, under every load. */
    String cpu() {
        MarkdownTable table = new MarkdownTable(
                "load",
                "pairs",
                "floor µs/event",
                "llmbench µs/event",
                "llmbench : floor",
                "floor events/s",
                "llmbench events/s",
                "server's CPU, floor | llmbench");
        for (LoadCase load : measured()) {
            Pairs pairs = base(load);
            table.row(
                    load.words(),
                    Integer.toString(pairs.ours().size()),
                    pairs.floor(Sample::cpuMicrosPerEvent).words(2),
                    pairs.client(Sample::cpuMicrosPerEvent).words(2),
                    "**" + pairs.ratio(Sample::cpuMicrosPerEvent).words(2) + "**",
                    whole(pairs.floor(Sample::eventsPerSecond)),
                    whole(pairs.client(Sample::eventsPerSecond)),
                    percent(pairs.floor(Sample::serverShare)) + " | " + percent(pairs.client(Sample::serverShare)));
        }
        return table.text();
    }

    /** How late events were seen, under every load with set times. */
    String delays() {
        MarkdownTable table = new MarkdownTable(
                "load",
                "floor p50",
                "llmbench p50",
                "llmbench − floor, p50",
                "floor p99 | p99.9",
                "llmbench p99 | p99.9");
        for (LoadCase load : measured()) {
            Pairs pairs = base(load).withDelays();
            if (!pairs.isEmpty()) {
                table.row(
                        load.words(),
                        pairs.floor(delay(Delays::p50)).words(0),
                        pairs.client(delay(Delays::p50)).words(0),
                        "**" + pairs.difference(delay(Delays::p50)).words(0) + "**",
                        whole(pairs.floor(delay(Delays::p99))) + " | " + whole(pairs.floor(delay(Delays::p999))),
                        whole(pairs.client(delay(Delays::p99))) + " | " + whole(pairs.client(delay(Delays::p999))));
            }
        }
        return table.text();
    }

    /** Memory under every load. */
    String memory() {
        MarkdownTable table = new MarkdownTable("load", "floor MB", "llmbench MB");
        for (LoadCase load : measured()) {
            Pairs pairs = base(load);
            table.row(
                    load.words(),
                    pairs.floor(sample -> sample.pssBytes() / BYTES_PER_MB).words(1),
                    pairs.client(sample -> sample.pssBytes() / BYTES_PER_MB).words(0));
        }
        return table.text();
    }

    /** The variants, under the loads that they were measured under. */
    String variants(Map<String, String> words) {
        MarkdownTable table = new MarkdownTable(
                "load",
                "llmbench on",
                "pairs",
                "µs/event",
                "llmbench : floor",
                "delay p50 − floor, µs",
                "delay p99, µs",
                "MB");
        for (LoadCase load : measured()) {
            for (Map.Entry<String, String> variant : words.entrySet()) {
                Pairs pairs = Pairs.of(samples, load.id(), variant.getKey());
                Pairs delayed = pairs.withDelays();
                if (LoadCase.OF_VARIANTS.contains(load.id()) && !delayed.isEmpty()) {
                    table.row(
                            load.words(),
                            variant.getValue(),
                            Integer.toString(pairs.ours().size()),
                            pairs.client(Sample::cpuMicrosPerEvent).words(2),
                            "**" + pairs.ratio(Sample::cpuMicrosPerEvent).words(2) + "**",
                            delayed.difference(delay(Delays::p50)).words(0),
                            whole(delayed.client(delay(Delays::p99))),
                            whole(pairs.client(sample -> sample.pssBytes() / BYTES_PER_MB)));
                }
            }
        }
        return table.text();
    }

    /** What llmbench said of its own windows, by load and client. */
    String verdicts() {
        Map<String, Map<String, Long>> counts = samples.stream()
                .filter(sample -> sample.verdict().isPresent())
                .collect(Collectors.groupingBy(
                        Sample::load,
                        TreeMap::new,
                        Collectors.groupingBy(
                                sample -> verdictAlone(sample.verdict().orElseThrow()),
                                TreeMap::new,
                                Collectors.counting())));
        StringBuilder text = new StringBuilder();
        for (LoadCase load : measured()) {
            text.append("- ").append(load.words()).append(": ");
            text.append(counts.getOrDefault(load.id(), Map.of()).entrySet().stream()
                    .map(entry -> entry.getValue() + " × " + entry.getKey())
                    .collect(Collectors.joining(", ")));
            text.append("\n");
        }
        return text.toString();
    }

    /** The verdict with the names of its reasons, without their values. */
    private static String verdictAlone(String words) {
        return words.replaceAll(" -?[0-9][-+.0-9Ee]*", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }

    private static ToDoubleFunction<Sample> delay(ToDoubleFunction<Delays> figure) {
        return sample -> figure.applyAsDouble(sample.delays().orElseThrow());
    }

    private static String whole(Estimate estimate) {
        return String.format(Locale.ROOT, "%,.0f", estimate.median());
    }

    private static String percent(Estimate share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share.median());
    }
}
