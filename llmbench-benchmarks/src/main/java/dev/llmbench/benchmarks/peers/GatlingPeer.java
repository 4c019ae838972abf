package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gatling with a simulation of ours ({@code scripts/peers/gatling}): it knows streams of events, but nothing of tokens.
 *
 * <p>Its groups tell the time to the first chunk with text and to the end of the stream, in whole milliseconds.
 */
final class GatlingPeer implements Peer {
    private static final String RESULTS = "results";
    // the columns of its table
    private static final int COUNT = 2;
    private static final int PER_SECOND = 6;
    private static final Map<Statistic, Integer> COLUMNS =
            Map.of(Statistic.P50, 8, Statistic.P95, 10, Statistic.P99, 11, Statistic.MEAN, 13);

    @Override
    public String name() {
        return "gatling";
    }

    @Override
    public String title() {
        return "Gatling (SSE)";
    }

    @Override
    public Language language() {
        return Language.JAVA;
    }

    /** It has no figures of tokens. */
    @Override
    public Definition definition() {
        return new Definition(PerToken.END_AFTER_FIRST, Between.EACH, End.STREAM, Quantile.NEAREST_RANK);
    }

    @Override
    public String settings() {
        return "a simulation of ours, all users at once, no log but warnings; times are whole milliseconds";
    }

    @Override
    public String strength() {
        return "load tests of whole web applications, of any shape, as code, with reports for people";
    }

    @Override
    public Installation installation(Path home) {
        Path libraries = home.resolve(name()).resolve("lib");
        if (!Files.exists(home.resolve(name()).resolve("installed"))) {
            return Installation.MISSING;
        }
        Pattern core = Pattern.compile("gatling-core-([0-9.]+)\\.jar");
        return Installation.names(libraries).stream()
                .map(core::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(matcher -> Installation.of(matcher.group(1)))
                .orElse(Installation.MISSING);
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        return Launch.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED", // Gatling asks for it
                "-cp",
                work.home().resolve(name()).resolve("lib") + "/*",
                "-Durl=" + work.url(),
                "-Dusers=" + shape.streams(),
                "-DperUser=" + shape.perStream(),
                "-Dtokens=" + shape.outputTokens(),
                "-Dprompts=" + work.promptsFile(),
                "io.gatling.app.Gatling",
                "-s",
                "StreamedAnswers",
                "-rf",
                RESULTS);
    }

    @Override
    public Figures report(Work work) throws IOException {
        try (Stream<Path> results = Files.list(work.folder().resolve(RESULTS))) {
            Path result =
                    results.findFirst().orElseThrow(() -> new IllegalArgumentException("Gatling has left no result"));
            return read(Files.readString(result.resolve("index.html")));
        }
    }

    static Figures read(String page) {
        String answer = row(page, "group_answer-");
        String first = row(page, "group_answer---first-");
        Figures.Builder figures = new Figures.Builder();
        COLUMNS.forEach((statistic, column) -> {
            figures.put(Figure.TTFT, statistic, cell(first, column));
            figures.put(Figure.END_TO_END, statistic, cell(answer, column));
        });
        return figures.total(Figure.REQUESTS, cell(answer, COUNT))
                .total(Figure.REQUEST_RATE, cell(answer, PER_SECOND))
                .build();
    }

    /** Returns the row of a group; the name is followed by a number that may be negative. */
    private static String row(String page, String begin) {
        List<String> rows = Pattern.compile("<tr ").splitAsStream(page).toList();
        Pattern wanted = Pattern.compile("id=\"" + Pattern.quote(begin) + "-?[0-9]+\".*", Pattern.DOTALL);
        return rows.stream()
                .filter(row -> wanted.matcher(row).matches())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the report has no row " + begin));
    }

    private static double cell(String row, int column) {
        Matcher cell = Pattern.compile("class=\"value total col-" + column + "\">([0-9.]+)<")
                .matcher(row);
        if (!cell.find()) {
            throw new IllegalArgumentException("the report's row has no column " + column);
        }
        return Double.parseDouble(cell.group(1));
    }
}
