package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Estimate;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.peers.Outcome.Result;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tables of errors: a row for each client, the median of the repetitions in each cell. */
final class ErrorTables {
    private static final long SEED = 1;
    private static final List<Figure> LATENCIES =
            List.of(Figure.TTFT, Figure.TPOT, Figure.ITL, Figure.CHUNK_GAP, Figure.END_TO_END);
    private static final List<Figure> TOTALS =
            List.of(Figure.TOKEN_RATE, Figure.REQUEST_RATE, Figure.REQUESTS, Figure.TOKENS);

    private final Runs runs;
    private final Names names;

    ErrorTables(Runs runs, Names names) {
        this.runs = runs;
        this.names = names;
    }

    /** Returns all tables of a load. */
    String of(Shape shape, Errors errors) {
        StringBuilder text = new StringBuilder();
        for (Figure figure : LATENCIES) {
            text.append("\n").append(latency(shape, errors, figure));
        }
        return text.append("\n").append(totals(shape, errors)).toString();
    }

    private String latency(Shape shape, Errors errors, Figure figure) {
        MarkdownTable table =
                new MarkdownTable(figure.title() + ", error in ms", "true mean", "mean", "p50", "p95", "p99");
        for (String client : runs.clients()) {
            Row mean = Row.of(figure, Statistic.MEAN);
            double[] real =
                    runs.values(client, shape, result -> errors.truth(result).get(mean));
            if (real.length > 0 && values(client, shape, errors.of(mean)).length > 0) {
                table.row(
                        names.title(client),
                        number(Estimate.median(real, SEED).median(), "%.3f"),
                        cell(client, shape, errors.of(mean), "%+.3f"),
                        cell(client, shape, errors.of(Row.of(figure, Statistic.P50)), "%+.3f"),
                        cell(client, shape, errors.of(Row.of(figure, Statistic.P95)), "%+.3f"),
                        cell(client, shape, errors.of(Row.of(figure, Statistic.P99)), "%+.3f"));
            }
        }
        return table.text();
    }

    private String totals(Shape shape, Errors errors) {
        MarkdownTable table = new MarkdownTable(cells("error in %", Figure::title));
        for (String client : runs.clients()) {
            if (!names.isFloor(client)
                    && values(client, shape, errors.percentOf(Row.total(Figure.REQUESTS))).length > 0) {
                table.row(cells(
                        names.title(client),
                        figure -> cell(client, shape, errors.percentOf(Row.total(figure)), "%+.3f")));
            }
        }
        return table.text();
    }

    private static String[] cells(String first, Function<Figure, String> other) {
        return Stream.concat(Stream.of(first), TOTALS.stream().map(other)).toArray(String[]::new);
    }

    private double[] values(String client, Shape shape, Function<Result, OptionalDouble> number) {
        return runs.values(client, shape, number);
    }

    private String cell(String client, Shape shape, Function<Result, OptionalDouble> number, String form) {
        double[] values = values(client, shape, number);
        return values.length == 0 ? "" : number(Estimate.median(values, SEED).median(), form);
    }

    private static String number(double value, String form) {
        String text = String.format(Locale.ROOT, form, value);
        return text.equals("-0.000") ? "+0.000" : text;
    }
}
