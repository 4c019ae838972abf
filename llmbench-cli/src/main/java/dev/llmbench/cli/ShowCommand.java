package dev.llmbench.cli;

import dev.llmbench.core.Results;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints a result that was kept. */
@Command(
        name = ShowCommand.NAME,
        description = ShowCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {"  llmbench show results/llama-8b-20260131-120000 -o csv"})
final class ShowCommand extends BaseCommand {
    static final String NAME = "show";
    static final String DESCRIPTION = "Prints the result of an earlier run.";

    @Parameters(paramLabel = "RESULT", description = "A run's folder, or its result.json.")
    private Path result = Path.of("");

    @ArgGroup(exclusive = false, order = 1, heading = "%nOutput:%n")
    private FormatOptions format = new FormatOptions();

    ShowCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        format.print(Results.read(result), io());
        return ExitCode.OK;
    }
}
