package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Job;
import dev.llmbench.api.Target;
import dev.llmbench.core.PlanFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks a plan file without carrying it out. */
@Command(
        name = ValidateCommand.NAME,
        description = ValidateCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {"  llmbench validate sweep.yaml"})
final class ValidateCommand extends BaseCommand {
    static final String NAME = "validate";
    static final String DESCRIPTION =
            "Checks a plan file, tells what it would do and prints it with its defaults; asks no server.";

    @Parameters(paramLabel = "PLAN", description = "The plan file; its extension is .yaml, .yml or .json.")
    private Path plan = Path.of("");

    @ArgGroup(exclusive = false, order = 1, heading = "%nServer (in place of what the plan says, or added to it):%n")
    private TargetOptions target = new TargetOptions();

    ValidateCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        BenchmarkPlan read = PlanFile.readPlan(plan);
        Optional<Target> server = target.targetIfNamed(PlanFile.readTarget(plan));
        PlanSummary.of(read, server, Optional.empty()).forEach(io().err()::println);
        io().out()
                .print(server.map(known -> PlanFile.toYaml(new Job(read, known)))
                        .orElseGet(() -> PlanFile.toYaml(read)));
        return ExitCode.OK;
    }
}
