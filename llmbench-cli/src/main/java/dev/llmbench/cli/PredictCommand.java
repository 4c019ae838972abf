package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
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
        name = "predict",
        description =
                "Predicts what a model on GPUs delivers at best: measures a simulated server whose times come from"
                        + " bandwidth, arithmetic and memory on data sheets. Real engines are slower.",
        footerHeading = "%nExample:%n",
        footer = {
            "  llmbench predict --gpu 'H100 SXM' --model Llama-3.1-8B-Instruct --concurrency 1,16,64 \\",
            "      --duration 15s --warmup 3s --input-tokens 512 --output-tokens 128",
            "",
            "Server and load generator share this machine's processors and run in real time."
        })
final class PredictCommand extends MeasuringCommand {
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
            int code = measure(plan, target);
            say(
                    "PREDICTED by a simulated server, not measured: no engine on this hardware is faster, real ones are slower.");
            // Server and load generator share the processors here, so a busy machine makes figures INVALID: the table
            // says so, and the prediction was made all the same.
            return code == ExitCode.INVALID ? ExitCode.OK : code;
        }
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
        BenchmarkPlan plan = BenchmarkPlan.of(workload.workload(), load.load())
                .withPhases(phases.phases())
                .withRequests(RequestSettings.defaults().withUsage(load.usualUsage()));
        for (Stop stop : phases.stops()) {
            plan = plan.withStop(stop);
        }
        return UsageException.changed("--name", plan, Optional.of(name), BenchmarkPlan::withName);
    }
}
