package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each further quiet stream costs, from few to many, by client. */
final class QuietTable {
    private static final long SEED = 4;
    private static final double BYTES_PER_MB = 1e6;

    private QuietTable() {}

    /** The same repetition with few and with many streams. */
    private record Growth(QuietSample few, QuietSample many) {
        Optional<Double> perStream(Function<QuietSample, Optional<Double>> figure) {
            Optional<Double> before = figure.apply(few);
            Optional<Double> after = figure.apply(many);
            return before.isPresent() && after.isPresent()
                    ? Optional.of((after.get() - before.get()) / (many.streams() - few.streams()))
                    : Optional.empty();
        }
    }

    /** Returns the table; a repetition counts where it was measured with few streams and with many. */
    static String of(List<QuietSample> samples) {
        MarkdownTable table = new MarkdownTable(
                "client", "streams", "repetitions", "heap a stream, bytes", "resident a stream, bytes", "resident, MB");
        Map<String, List<QuietSample>> byClient = samples.stream()
                .collect(Collectors.groupingBy(QuietSample::client, LinkedHashMap::new, Collectors.toList()));
        byClient.forEach((client, seen) -> {
            List<Growth> growths = growths(seen);
            if (!growths.isEmpty()) {
                QuietSample many = growths.get(0).many();
                double[] resident = growths.stream()
                        .mapToDouble(growth -> growth.many().pssBytes())
                        .toArray();
                table.row(
                        client,
                        String.format(
                                Locale.ROOT, "%,d to %,d", growths.get(0).few().streams(), many.streams()),
                        Integer.toString(growths.size()),
                        perStream(growths, QuietSample::heapBytes),
                        perStream(growths, sample -> Optional.of(sample.pssBytes())),
                        String.format(
                                Locale.ROOT,
                                "%.1f",
                                Estimate.median(resident, SEED).median() / BYTES_PER_MB));
            }
        });
        return table.text();
    }

    private static List<Growth> growths(List<QuietSample> seen) {
        int fewest = seen.stream().mapToInt(QuietSample::streams).min().orElse(0);
        int most = seen.stream().mapToInt(QuietSample::streams).max().orElse(0);
        return seen.stream()
                .filter(many -> most > fewest && many.streams() == most)
                .flatMap(many -> seen.stream()
                        .filter(few -> few.streams() == fewest && few.repetition() == many.repetition())
                        .map(few -> new Growth(few, many)))
                .toList();
    }

    private static String perStream(List<Growth> growths, Function<QuietSample, Optional<Double>> figure) {
        double[] each = growths.stream()
                .flatMap(growth -> growth.perStream(figure).stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        return each.length == 0 ? "-" : Estimate.median(each, SEED).words(0);
    }
}
