package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Stop;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a level goes. */
final class PhaseOptions {
    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description =
                    "Length of each level's measured window, such as 30s or 2m (default: 60s without a number of requests).")
    private Optional<Duration> duration = Optional.empty();

    @Option(
            names = "--requests",
            paramLabel = "N",
            description = "Ends a level after so many requests, or at --duration if that is sooner.")
    private Optional<Long> requests = Optional.empty();

    @Option(
            names = "--requests-per-user",
            paramLabel = "N",
            description = "Ends a level when each user has had so many answers: a batch of users x N, no more.")
    private Optional<Integer> requestsPerUser = Optional.empty();

    @Option(
            names = "--error-rate",
            paramLabel = "SHARE",
            description =
                    "Ends the level when more than this share of its requests has failed, 0 to 1 (default: never).")
    private Optional<Double> errorRate = Optional.empty();

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            description = "Load before the window, not measured (default: 30s; with a number of requests 0s).")
    private Optional<Duration> warmUp = Optional.empty();

    @Option(
            names = "--ramp-up",
            paramLabel = "TIME",
            description = "Time over which users start (default: the warm-up, at most 10s).")
    private Optional<Duration> rampUp = Optional.empty();

    @Option(names = "--rest", paramLabel = "TIME", description = "Pause between levels (default: 0s).")
    private Optional<Duration> rest = Optional.empty();

    @Option(
            names = "--drain-limit",
            paramLabel = "TIME",
            description = "How long the window's last requests are followed (default: --timeout-total).")
    private Optional<Duration> drainLimit = Optional.empty();

    @Option(
            names = "--held-load",
            paramLabel = "cut-off|finish",
            description =
                    "Requests that only hold the load until the window's have finished are cut-off, or followed to"
                            + " their finish, so that every token is known to client and server alike (default: cut-off).")
    private Optional<Phases.HeldLoad> heldLoad = Optional.empty();

    @Option(
            names = "--repeats",
            paramLabel = "N",
            description = "Measures everything so often, one round after the other (default: 1).")
    private Optional<Integer> repeats = Optional.empty();

    Phases phases() {
        Phases phases = UsageException.changed("--warmup", Phases.defaults(), warmUp, Phases::withWarmUp);
        phases = UsageException.changed("--ramp-up", phases, rampUp, Phases::withRampUp);
        phases = UsageException.changed("--drain-limit", phases, drainLimit, Phases::withDrainLimit);
        phases = UsageException.changed("--rest", phases, rest, Phases::withRest);
        phases = UsageException.changed("--repeats", phases, repeats, Phases::withRepeats);
        return UsageException.changed("--held-load", phases, heldLoad, Phases::withHeldLoad);
    }

    /** Returns the plan with what ends its levels. */
    BenchmarkPlan ending(BenchmarkPlan plan) {
        BenchmarkPlan ended = UsageException.changed(
                "--duration", plan, duration, (before, time) -> before.withStop(Stop.elapsed(time)));
        ended = UsageException.changed(
                "--requests", ended, requests, (before, count) -> before.withStop(Stop.requests(count)));
        ended = UsageException.changed(
                "--requests-per-user",
                ended,
                requestsPerUser,
                (before, count) -> before.withStop(Stop.requestsPerUser(count)));
        return UsageException.changed(
                "--error-rate", ended, errorRate, (before, share) -> before.withStop(Stop.errorRate(share)));
    }
}
