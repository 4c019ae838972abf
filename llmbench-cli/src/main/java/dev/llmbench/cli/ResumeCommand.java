package dev.llmbench.cli;

import dev.llmbench.core.LlmBench;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finishes a run that ended before its time. */
@Command(
        name = ResumeCommand.NAME,
        description = {
            ResumeCommand.DESCRIPTION,
            "Finished levels stay, the one under way is measured again. Keys are read again from where the plan says."
        },
        footerHeading = "%nExample:%n",
        footer = {"  llmbench resume results/llama-8b-20260131-120000"})
final class ResumeCommand extends BaseCommand {
    static final String NAME = "resume";
    static final String DESCRIPTION = "Finishes a run that was killed or interrupted, in its own folder.";

    @Parameters(paramLabel = "FOLDER", description = "The run's folder, which holds its plan.yaml.")
    private Path folder = Path.of("");

    @ArgGroup(exclusive = false, order = 7, heading = "%nOutput:%n")
    private FormatOptions format = new FormatOptions();

    @Option(
            names = {"-q", "--quiet"},
            order = 890,
            description = "Neither plan nor progress nor notes on standard error; errors still.")
    private boolean quiet;

    ResumeCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        return new RunExecution(io(), format, quiet).resume(LlmBench.resume(folder));
    }
}
