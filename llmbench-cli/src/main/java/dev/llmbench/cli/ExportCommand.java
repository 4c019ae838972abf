package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.core.Results;
import dev.llmbench.core.RunJournal;
import dev.llmbench.report.export.Export;
import dev.llmbench.report.export.ExportFormat;
import dev.llmbench.report.export.Exported;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a result that was kept as the files of another tool. */
@Command(
        name = ExportCommand.NAME,
        description = ExportCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {
            "  llmbench export results/llama-8b-20260131-120000 --format gpu-conc --out exported",
            "",
            "The files written are listed on standard output; what they can't say, on standard error. docs/export.md"
                    + " tells fields and definitions."
        })
final class ExportCommand extends BaseCommand {
    static final String NAME = "export";
    static final String DESCRIPTION =
            "Writes the result of an earlier run as the files of another tool, with its definitions.";

    @Parameters(paramLabel = "RESULT", description = "A run's folder, or its result.json.")
    private Path result = Path.of("");

    @Option(
            names = {"-f", "--format"},
            required = true,
            paramLabel = "NAME",
            order = 1,
            description = "gpu-conc, llm-locust, runara, dria, gpu-shopper, vllm-bench, timeline or optimal-config.")
    private ExportFormat format = ExportFormat.TIMELINE;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            order = 2,
            description = "Where to (default: the folder export/NAME beside the result).")
    private Optional<Path> out = Optional.empty();

    ExportCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        BenchmarkResult kept = Results.read(result);
        Path folder =
                Files.isDirectory(result) ? result : result.toAbsolutePath().resolveSibling("");
        Export export = Export.of(kept);
        if (format.needsJournal() && RunJournal.isIn(folder)) {
            export = export.journal(RunJournal.read(folder, kept, Export::reads));
        }
        Exported exported = export.as(format);
        Path target = out.orElseGet(() -> folder.resolve("export").resolve(format.id()));
        exported.notes().forEach(note -> io().err().println("Note: " + note));
        exported.writeTo(target).forEach(io().out()::println);
        return ExitCode.OK;
    }
}
