package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Target;
import dev.llmbench.simulator.EngineTotals;
import dev.llmbench.simulator.ModelledServer;
import dev.llmbench.simulator.ModelledServer.Settings;
import dev.llmbench.simulator.cost.Hardware;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Predicts what a model on GPUs could deliver, by measuring a modelled server. */
@Command(
        name = PredictCommand.NAME,
        description = PredictCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {
            "  llmbench predict --gpu 'H100 SXM' --model Llama-3.1-8B-Instruct --concurrency 1,16,64 \\",
            "      --duration 15s --warmup 3s --input-tokens 512 --output-tokens 128",
            "",
            "Server and load generator share this machine's processors and run in real time."
        })
final class PredictCommand extends MeasuringCommand {
    static final String NAME = "predict";
    static final String DESCRIPTION =
            "Predicts what a model on GPUs delivers at best: measures a simulated server whose times come from"
                    + " bandwidth, arithmetic and memory on data sheets. Real engines are slower, unless they make"
                    + " several tokens a step.";

    private static final double MOST_LATE = 0.02;

    @ArgGroup(exclusive = false, order = 1, heading = "%nHardware and engine:%n")
    private ModelledOptions modelled = new ModelledOptions();

    @ArgGroup(exclusive = false, order = 2, heading = "%nLoad (--concurrency or --rate):%n")
    private LoadOptions load = new LoadOptions();

    @ArgGroup(exclusive = false, order = 3, heading = "%nWorkload:%n")
    private WorkloadOptions workload = new WorkloadOptions();

    @ArgGroup(exclusive = false, order = 4, heading = "%nEach level:%n")
    private PhaseOptions phases = new PhaseOptions();

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            order = 890,
            description = "A name for the run and its folder (default: predicted).")
    private String name = "predicted";

    PredictCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        Hardware hardware = modelled.hardware();
        Settings settings = modelled.settings();
        BenchmarkPlan plan = plan();
        try (ModelledServer server = ModelledServer.start(settings)) {
            Target plain = Target.openAi(server.url().toString()).model(settings.model());
            Target target = new Target(
                    modelled.protocol(),
                    plain.url(),
                    plain.model(),
                    plain.apiKey(),
                    plain.connection(),
                    plain.extras(),
                    plain.facts().withHardware(hardware.words() + " (simulated)"));
            say(banner(hardware, settings));
            modelled.assumedPrecision().ifPresent(this::say);
            int code = measureOnce(plan, target);
            say(
                    "PREDICTED by a simulated server, not measured: a bound for engines that make a token a step, and real ones are"
                            + " slower. Speculative decoding, which makes several, can be faster.");
            Optional<String> late = late(server.totals());
            late.ifPresent(why -> Failures.say(io(), why));
            // Server and load generator share the processors here, so a busy machine makes figures INVALID: the table
            // says so, and the prediction was made all the same. Not so where the server itself could not keep up.
            int kept = code == ExitCode.INVALID ? ExitCode.OK : code;
            return kept == ExitCode.OK && late.isPresent() ? ExitCode.INVALID : kept;
        }
    }

    /** Why the figures are this machine's and not the GPU's, where they are. */
    static Optional<String> late(EngineTotals totals) {
        return totals.lateShare() <= MOST_LATE
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "the figures are INVALID and must not be used: this machine held the simulated engine up for %.1f %% of"
                                + " its time (at most %.0f %%), so that they show its limit and not the GPU's; predict fewer"
                                + " users or a larger model, or use a faster machine",
                        100 * totals.lateShare(),
                        100 * MOST_LATE));
    }

    private void say(String line) {
        if (!quiet()) {
            io().err().println(line);
        }
    }

    private static String banner(Hardware hardware, Settings settings) {
        return String.format(
                Locale.ROOT,
                "SIMULATED: %s on %s, like %s: cache of %,d tokens, context of %,d, %,d sequences at a time.",
                hardware.model().name(),
                hardware.words(),
                settings.face().name().toLowerCase(Locale.ROOT),
                hardware.cacheTokens(),
                settings.maxModelLength(),
                settings.batching().maxSequences());
    }

    private BenchmarkPlan plan() {
        BenchmarkPlan plan = phases.ending(BenchmarkPlan.of(workload.workload(), load.load())
                .withPhases(phases.phases())
                .withRequests(RequestSettings.defaults().withUsage(load.usualUsage())));
        return UsageException.changed("--name", plan, Optional.of(name), BenchmarkPlan::withName);
    }
}
