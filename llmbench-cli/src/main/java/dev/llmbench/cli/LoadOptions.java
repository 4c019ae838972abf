package dev.llmbench.cli;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.RequestSettings.UsageReporting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How requests are offered. */
final class LoadOptions {
    @Option(
            names = "--concurrency",
            paramLabel = "N",
            split = ",",
            description = "Closed loop: so many users, each waiting for its answer; a level for each of 1,4,8.")
    private List<Integer> concurrency = new ArrayList<>();

    @Option(
            names = "--think-time",
            paramLabel = "TIME",
            description = "Closed loop: a user's pause before its next question (default: 0s).")
    private Optional<Duration> thinkTime = Optional.empty();

    @Option(
            names = "--rate",
            paramLabel = "RPS",
            split = ",",
            description =
                    "Open loop: so many requests per second, whatever the server does; a level for each of 2,4,8.")
    private List<Double> rate = new ArrayList<>();

    @Option(
            names = "--arrival",
            paramLabel = "poisson|constant",
            description = "Open loop: how requests are spread (default: poisson).")
    private Optional<Arrival> arrival = Optional.empty();

    @Option(
            names = "--max-in-flight",
            paramLabel = "N",
            description = "Open loop: cap on requests under way; what can't be sent counts as dropped (default: none).")
    private Optional<Integer> maxInFlight = Optional.empty();

    @Option(
            names = "--saturation",
            description = "Closed loop of as many users as this machine can hold, at most 512: the server's capacity.")
    private boolean saturation;

    Load load() {
        if (saturation && rate.isEmpty()) {
            return concurrency.isEmpty() ? Load.saturation() : Load.saturation().then((Load.ClosedLoop) closedLoop());
        }
        if (concurrency.isEmpty() == rate.isEmpty()) {
            throw new UsageException(
                    "give either --concurrency (such as 1,4,8 users), --saturation, or --rate (such as 2,4,8 requests/s)"
                            + (rate.isEmpty() ? "" : ", not both"));
        }
        return rate.isEmpty() ? closedLoop() : openLoop();
    }

    /** How token counts are asked for where nobody says: what a saturation cuts off would else count by estimate. */
    UsageReporting usualUsage() {
        return saturation
                ? UsageReporting.CONTINUOUS
                : RequestSettings.defaults().usage();
    }

    private Load closedLoop() {
        if (arrival.isPresent() || maxInFlight.isPresent()) {
            throw new UsageException((arrival.isPresent() ? "--arrival" : "--max-in-flight")
                    + " belongs to --rate; with --concurrency users wait for their answers");
        }
        int[] users = concurrency.stream().mapToInt(Integer::intValue).toArray();
        Load.ClosedLoop loop = UsageException.naming("--concurrency", () -> Load.concurrency(users));
        return UsageException.changed("--think-time", loop, thinkTime, Load.ClosedLoop::thinkTime);
    }

    private Load openLoop() {
        if (saturation) {
            throw new UsageException("--saturation belongs to a closed loop; leave --rate out");
        }
        if (thinkTime.isPresent()) {
            throw new UsageException("--think-time belongs to --concurrency; with --rate nobody waits");
        }
        double[] rates = rate.stream().mapToDouble(Double::doubleValue).toArray();
        Load.OpenLoop loop =
                UsageException.naming("--rate", () -> Load.rate(rates)).arrival(arrival.orElse(Arrival.POISSON));
        return UsageException.changed("--max-in-flight", loop, maxInFlight, Load.OpenLoop::maxInFlight);
    }
}
