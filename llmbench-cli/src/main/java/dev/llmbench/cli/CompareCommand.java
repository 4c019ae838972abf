package dev.llmbench.cli;

import dev.llmbench.api.Band;
import dev.llmbench.api.BandComparison;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Comparison;
import dev.llmbench.core.Bands;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.Results;
import dev.llmbench.report.ComparisonReport;
import dev.llmbench.report.Style;
import dev.llmbench.report.TextReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts two results side by side, or one against an expectation. */
@Command(
        name = CompareCommand.NAME,
        description = CompareCommand.DESCRIPTION,
        footerHeading = "%nExamples:%n",
        footer = {
            "  llmbench compare results/before results/after",
            "  llmbench compare results/before --band 000 -o markdown"
        })
final class CompareCommand extends BaseCommand {
    static final String NAME = "compare";
    static final String DESCRIPTION =
            "Puts two results side by side, load by load, and says where B is clearly better or worse than A;"
                    + " or holds one result against expected figures.";

    /** How a comparison is printed. */
    enum Format {
        TABLE,
        JSON,
        CSV,
        MARKDOWN
    }

    @Parameters(index = "0", paramLabel = "A", description = "A run's folder, or its result.json.")
    private Path first = Path.of("");

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "The result that is judged.")
    private Optional<Path> second = Optional.empty();

    @Option(
            names = "--band",
            paramLabel = "NAME|FILE",
            order = 1,
            description = "Expected figures instead of B: 000, 000-degradation, 002-h100, 002-h200, 003-l4, 003-a10,"
                    + " 003-a100, or a CSV file (docs/compare.md).")
    private Optional<String> band = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json|csv|markdown",
            order = 2,
            description = "What is printed to standard output (default: table).")
    private Format format = Format.TABLE;

    @Option(names = "--no-color", order = 3, description = "No colours; the same as NO_COLOR in the environment.")
    private boolean noColor;

    CompareCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        if (second.isPresent() == band.isPresent()) {
            throw new UsageException(
                    second.isPresent()
                            ? "give either a second result or --band, not both"
                            : "what A is compared with is missing: give a second result, or --band NAME");
        }
        BenchmarkResult result = Results.read(first);
        String text = band.isPresent()
                ? text(LlmBench.compare(result, band(band.get())))
                : text(LlmBench.compare(result, Results.read(second.orElseThrow())));
        io().out().print(text);
        io().out().flush();
        return ExitCode.OK;
    }

    /** A name wins over a file of the same name; a path with a slash is never a name. */
    private static Band band(String named) {
        if (!Bands.names().contains(named)
                && (named.endsWith(".csv") || named.contains("/") || Files.exists(path(named)))) {
            return Bands.read(path(named));
        }
        return Bands.named(named);
    }

    private static Path path(String text) {
        return UsageException.naming("--band", () -> Path.of(text));
    }

    private String text(Comparison comparison) {
        return switch (format) {
            case TABLE -> ComparisonReport.text(comparison, width(), style());
            case JSON -> ComparisonJson.of(comparison);
            case CSV -> ComparisonReport.csv(comparison);
            case MARKDOWN -> ComparisonReport.markdown(comparison);
        };
    }

    private String text(BandComparison comparison) {
        return switch (format) {
            case TABLE -> ComparisonReport.text(comparison, width(), style());
            case JSON -> ComparisonJson.of(comparison);
            case CSV -> ComparisonReport.csv(comparison);
            case MARKDOWN -> ComparisonReport.markdown(comparison);
        };
    }

    private int width() {
        return io().width(TextReport.DEFAULT_WIDTH);
    }

    private Style style() {
        return noColor ? Style.PLAIN : io().outStyle();
    }
}
