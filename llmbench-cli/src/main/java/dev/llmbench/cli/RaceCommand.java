package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings.UsageReporting;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.TokenRange;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Measures how long a server takes for a number of output tokens. */
@Command(
        name = RaceCommand.NAME,
        description = RaceCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {
            "  llmbench race --url http://localhost:8000 --model NAME --users 80 --target-tokens 1000000 \\",
            "      --input-tokens 20-50 --output-tokens 2048",
            "",
            "The clock starts with the first user; what is still under way at the end is cut off.",
            "A race tells the most that a server can do, for comparing hardware, stress and the cost at capacity.",
            "It says little about realistic workloads, latency and bursts: use sweep for these."
        })
final class RaceCommand extends MeasuringCommand {
    static final String NAME = "race";
    static final String DESCRIPTION = "Measures how long a server takes for a number of output tokens.";

    private static final int USERS_A_SECOND = 20;
    private static final Duration REST = Duration.ofSeconds(60);

    @ArgGroup(exclusive = false, order = 1, heading = "%nServer:%n")
    private TargetOptions target = new TargetOptions();

    @ArgGroup(exclusive = false, order = 2, heading = "%nRace:%n")
    private RaceOptions race = new RaceOptions();

    @ArgGroup(exclusive = false, order = 3, heading = "%nWorkload:%n")
    private WorkloadOptions workload = new WorkloadOptions();

    @ArgGroup(exclusive = false, order = 5, heading = "%nEach request:%n")
    private RequestOptions requests = new RequestOptions();

    @Option(
            names = "--name",
            paramLabel = "TEXT",
            order = 890,
            description = "A name for the run and its folder (default: race).")
    private String name = "race";

    RaceCommand(Io io) {
        super(io);
    }

    /** What the race is for, and who runs. */
    static final class RaceOptions {
        @Option(names = "--users", paramLabel = "N", description = "Users who ask at the same time (default: 80).")
        private int users = 80;

        @Option(
                names = "--target-tokens",
                paramLabel = "N",
                description = "How many output tokens end the race (default: 1000000).")
        private long tokens = 1_000_000;

        @Option(
                names = "--ramp-up",
                paramLabel = "TIME",
                description = "Time over which users start (default: 20 users a second).")
        private Optional<Duration> rampUp = Optional.empty();

        @Option(
                names = "--at-most",
                paramLabel = "TIME",
                description = "Ends the race even if the target is not reached (default: 1h).")
        private Optional<Duration> atMost = Optional.empty();

        @Option(
                names = "--error-rate",
                paramLabel = "SHARE",
                description =
                        "Ends the race when more than this share of requests has failed, 0 to 1 (default: never).")
        private Optional<Double> errorRate = Optional.empty();

        @Option(names = "--repeats", paramLabel = "N", description = "Races so often (default: 1).")
        private Optional<Integer> repeats = Optional.empty();

        @Option(names = "--rest", paramLabel = "TIME", description = "Pause between repeats (default: 60s).")
        private Optional<Duration> rest = Optional.empty();

        private Phases phases() {
            Duration starting = rampUp.orElse(Duration.ofMillis(1000L * users / USERS_A_SECOND));
            Optional<Duration> pause = repeats.filter(count -> count > 1).map(count -> REST);
            Phases phases =
                    UsageException.changed("--ramp-up", Phases.defaults(), Optional.of(starting), Phases::withRampUp);
            phases = UsageException.changed("--at-most", phases, atMost, Phases::withSafetyLimit);
            phases = UsageException.changed("--repeats", phases, repeats, Phases::withRepeats);
            return UsageException.changed("--rest", phases, rest.or(() -> pause), Phases::withRest);
        }
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
        BenchmarkPlan plan = BenchmarkPlan.of(
                        workload.workload(new TokenRange(20, 50), TokenRange.exactly(2048)),
                        UsageException.naming("--users", () -> Load.concurrency(race.users)))
                .withPhases(race.phases())
                .withRequests(requests.settings(UsageReporting.CONTINUOUS))
                .withStop(UsageException.naming("--target-tokens", () -> Stop.outputTokens(race.tokens)));
        plan = UsageException.changed(
                "--error-rate", plan, race.errorRate, (before, share) -> before.withStop(Stop.errorRate(share)));
        return UsageException.changed("--name", plan, Optional.of(name), BenchmarkPlan::withName);
    }
}
