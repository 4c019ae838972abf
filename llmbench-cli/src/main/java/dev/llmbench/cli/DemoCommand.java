package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.simulator.ModelledServer;
import java.time.Duration;
import picocli.CommandLine.Command;

/** Shows the whole thing without a server. */
@Command(
        name = DemoCommand.NAME,
        description = DemoCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {"  llmbench demo"})
final class DemoCommand extends MeasuringCommand {
    static final String NAME = "demo";
    static final String DESCRIPTION =
            "Measures a simulated server in this process, in about 25 seconds: see what llmbench does.";

    private static final Duration WARM_UP = Duration.ofSeconds(1);
    private static final Duration WINDOW = Duration.ofSeconds(4);

    DemoCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        BenchmarkPlan plan = BenchmarkPlan.of(
                        Workload.synthetic().inputTokens(64).outputTokens(48).seed(0), Load.concurrency(1, 8, 32, 64))
                .withName("demo")
                .withStop(Stop.elapsed(WINDOW));
        plan = plan.withPhases(plan.phases().withWarmUp(WARM_UP));
        // 32 at a time, so that the last level shows what a queue does to the time to the first token.
        try (ModelledServer server =
                ModelledServer.start(ModelledServer.Settings.defaults().maxSequences(32))) {
            Target target = Target.openAi(server.url().toString())
                    .model(server.settings().model());
            int code = measure(plan, target);
            if (!quiet()) {
                io().err().println("This server was simulated. Measure your own:");
                io().err()
                        .println("  llmbench sweep --url http://localhost:8000 --model NAME --concurrency 1,8,32"
                                + " --duration 30s --warmup 5s");
            }
            // Server and load generator share the processors here, so a busy machine makes figures INVALID. The table
            // says
            // so; the demonstration did its work all the same.
            return code == ExitCode.INVALID ? ExitCode.OK : code;
        }
    }
}
