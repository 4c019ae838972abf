package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Target;
import dev.llmbench.core.PlanFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries out a plan file. */
@Command(
        name = RunCommand.NAME,
        description = RunCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {"  llmbench run sweep.yaml --url http://localhost:8000 --model NAME"})
final class RunCommand extends MeasuringCommand {
    static final String NAME = "run";
    static final String DESCRIPTION = "Carries out a plan file (YAML or JSON, described in docs/plan-file.md).";

    @Parameters(paramLabel = "PLAN", description = "The plan file; its extension is .yaml, .yml or .json.")
    private Path plan = Path.of("");

    @ArgGroup(exclusive = false, order = 1, heading = "%nServer (in place of what the plan says, or added to it):%n")
    private TargetOptions target = new TargetOptions();

    @ArgGroup(exclusive = false, order = 6, heading = "%nJudgement (added to the plan's):%n")
    private CriteriaOptions criteria = new CriteriaOptions();

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            order = 880,
            description = "Another name for the run and its folder.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            order = 890,
            description = "Another seed of prompts, lengths and arrivals.")
    private Optional<Long> seed = Optional.empty();

    RunCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        BenchmarkPlan read = PlanFile.readPlan(plan);
        Target server = target.target(PlanFile.readTarget(plan));
        return measure(changed(read), server);
    }

    private BenchmarkPlan changed(BenchmarkPlan read) {
        BenchmarkPlan seeded = new BenchmarkPlan(
                read.name(),
                seed.map(value -> read.workload().seed(value)).orElse(read.workload()),
                read.load(),
                read.phases(),
                read.stops(),
                read.requests(),
                criteria.added(read.criteria()));
        return name.map(text -> UsageException.naming("--name", () -> seeded.withName(text)))
                .orElse(seeded);
    }
}
