package dev.llmbench.benchmarks;

import dev.llmbench.benchmarks.harness.Machine;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Writes the page of the benchmarks from what JMH tells in JSON. {@code scripts/benchmarks.sh page} runs it. */
public final class JmhPage {
    private static final String USAGE = "usage: JmhPage RESULTS.json PAGE.md\n";

    private JmhPage() {}

    /**
     * Writes the page.
     *
     * @param args the file of results and the page to write
     */
    public static void main(String[] args) {
        if (args.length == 1 && args[0].equals("--help")) {
            System.out.print(USAGE);
            return;
        }
        if (args.length != 2) {
            System.err.print(USAGE);
            System.exit(2);
        }
        try {
            Files.writeString(Path.of(args[1]), page(Files.readString(Path.of(args[0]))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            System.err.println("JmhPage: " + args[0] + " has no results of JMH: " + e.getMessage());
            System.exit(2);
        }
    }

    /** The page for an array of results. */
    static String page(String json) {
        JsonNode results = new JsonMapper().readTree(json);
        JsonNode first = results.required(0);
        return """
                <!-- Written by scripts/benchmarks.sh page; don't edit. -->
                # Benchmarks

                Times can be compared with each other only: they are of one machine at one time. Bytes don't depend on it.
                Time: mean of all iterations with JMH's 99.9 %% error. Bytes: what all threads allocated, for each operation.

                %s; %s %s; JMH %s.

                - `DecoderBenchmark`: an event of about 220 bytes from the chunk of HTTP to the token, in one read or two.
                - `EventPathBenchmark`: the same until the token stands in its request's arrivals, with so many streams by turns.
                - `RecorderBenchmark`: a request that is over; a token's share is that by the number of tokens.
                - `JournalBenchmark`: a request from the loop to both files, encoded and written by the journal's thread.
                - `ScheduleBenchmark`: the next intended start of an open loop.

                %s""".formatted(
                        Machine.hardware(),
                        first.required("vmName").stringValue(),
                        first.required("vmVersion").stringValue(),
                        first.required("jmhVersion").stringValue(),
                        table(results).text());
    }

    private static MarkdownTable table(JsonNode results) {
        MarkdownTable table = new MarkdownTable("benchmark", "parameters", "time", "unit", "bytes");
        for (JsonNode result : results) {
            JsonNode time = result.required("primaryMetric");
            table.row(
                    "`" + shortName(result.required("benchmark").stringValue()) + "`",
                    parameters(result),
                    figure(time.required("score").asDouble()) + " ± "
                            + figure(time.path("scoreError").asDouble(Double.NaN)),
                    time.required("scoreUnit").stringValue(),
                    bytes(result));
        }
        return table;
    }

    private static String shortName(String name) {
        int method = name.lastIndexOf('.');
        return name.substring(name.lastIndexOf('.', method - 1) + 1);
    }

    private static String parameters(JsonNode result) {
        List<String> words = new ArrayList<>();
        result.path("params")
                .properties()
                .forEach(entry ->
                        words.add(entry.getKey() + " " + entry.getValue().asString()));
        return String.join(", ", words);
    }

    private static String bytes(JsonNode result) {
        JsonNode bytes =
                result.path("secondaryMetrics").path("gc.alloc.rate.norm").path("score");
        return bytes.isNumber() ? figure(bytes.asDouble()) : "not measured";
    }

    private static String figure(double number) {
        if (Double.isNaN(number)) {
            return "?"; // JMH tells no error of a single iteration
        }
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%,.0f", number);
    }
}
