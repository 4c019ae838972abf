package dev.llmbench.cli;

import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Timeouts;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How every request is asked. */
final class RequestOptions {
    @Option(names = "--no-stream", description = "Asks for answers in one piece.")
    private boolean notStreamed;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "Sampling temperature, 0 to 2 (default: 0, greedy).")
    private Optional<Double> temperature = Optional.empty();

    @Option(
            names = "--output-length",
            paramLabel = "forced|at-most",
            description = "Whether answers are made to have the wanted length (default: forced, where the engine can).")
    private Optional<RequestSettings.OutputLength> outputLength = Optional.empty();

    @Option(
            names = "--usage",
            paramLabel = "final|continuous|auto",
            description =
                    "How token counts are asked for (default: final; in a race and with --saturation continuous).")
    private Optional<RequestSettings.UsageReporting> usage = Optional.empty();

    @Option(
            names = "--timeout-connect",
            paramLabel = "TIME",
            description = "How long to wait for a connection (default: 10s).")
    private Optional<Duration> connect = Optional.empty();

    @Option(
            names = "--timeout-first-token",
            paramLabel = "TIME",
            description = "How long to wait for the first token (default: 5m).")
    private Optional<Duration> firstToken = Optional.empty();

    @Option(
            names = "--timeout-stall",
            paramLabel = "TIME",
            description = "How long an answer may stand still (default: 2m).")
    private Optional<Duration> stall = Optional.empty();

    @Option(
            names = "--timeout-total",
            paramLabel = "TIME",
            description = "How long a whole request may take (default: 30m).")
    private Optional<Duration> total = Optional.empty();

    /** The settings of the options, with a way of counting tokens where none is given. */
    RequestSettings settings(RequestSettings.UsageReporting usualUsage) {
        RequestSettings defaults = RequestSettings.defaults();
        Timeouts usual = defaults.timeouts();
        Timeouts timeouts = UsageException.naming(
                "--timeout-…",
                () -> new Timeouts(
                        connect.orElse(usual.connect()),
                        firstToken.orElse(usual.firstToken()),
                        stall.orElse(usual.stall()),
                        total.orElse(usual.total())));
        return UsageException.naming(
                "--temperature",
                () -> new RequestSettings(
                        !notStreamed,
                        temperature.orElse(defaults.temperature()),
                        outputLength.orElse(defaults.outputLength()),
                        usage.orElse(usualUsage),
                        timeouts));
    }
}
