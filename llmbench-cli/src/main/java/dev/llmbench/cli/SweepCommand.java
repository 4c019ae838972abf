package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Target;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures a server at one or several loads. */
@Command(
        name = SweepCommand.NAME,
        description = SweepCommand.DESCRIPTION,
        footerHeading = "%nExamples:%n",
        footer = {
            "  llmbench sweep --url http://localhost:8000 --model NAME --concurrency 1,4,16 \\",
            "      --duration 30s --warmup 5s --input-tokens 128 --output-tokens 128",
            "  llmbench sweep --url http://localhost:8000 --model NAME --rate 2,4 --prompts prompts.jsonl \\",
            "      --objective ttft.p99=800ms -o json > result.json",
            "",
            "A TIME has a unit: 500ms, 30s, 2m, 1h30m."
        })
final class SweepCommand extends MeasuringCommand {
    static final String NAME = "sweep";
    static final String DESCRIPTION = "Measures a server at one or several loads.";

    @ArgGroup(exclusive = false, order = 1, heading = "%nServer:%n")
    private TargetOptions target = new TargetOptions();

    @ArgGroup(exclusive = false, order = 2, heading = "%nLoad (--concurrency or --rate):%n")
    private LoadOptions load = new LoadOptions();

    @ArgGroup(exclusive = false, order = 3, heading = "%nWorkload:%n")
    private WorkloadOptions workload = new WorkloadOptions();

    @ArgGroup(exclusive = false, order = 4, heading = "%nEach level:%n")
    private PhaseOptions phases = new PhaseOptions();

    @ArgGroup(exclusive = false, order = 5, heading = "%nEach request:%n")
    private RequestOptions requests = new RequestOptions();

    @ArgGroup(exclusive = false, order = 6, heading = "%nJudgement:%n")
    private CriteriaOptions criteria = new CriteriaOptions();

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            order = 890,
            description = "A name for the run and its folder (default: the model's).")
    private Optional<String> name = Optional.empty();

    SweepCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        if (spec().commandLine().getParseResult().matchedOptions().isEmpty()) {
            throw new ParameterException(spec().commandLine(), "nothing says what to measure");
        }
        Target server = target.target();
        return measure(plan(), server);
    }

    private BenchmarkPlan plan() {
        BenchmarkPlan plan = phases.ending(BenchmarkPlan.of(workload.workload(), load.load())
                .withPhases(phases.phases())
                .withRequests(requests.settings(load.usualUsage())));
        BenchmarkPlan unnamed = plan.withCriteria(criteria.added(plan.criteria()));
        return name.map(text -> UsageException.naming("--name", () -> unnamed.withName(text)))
                .orElse(unnamed);
    }
}
