package dev.llmbench.core;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkRunner;
import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Run;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.Served;
import dev.llmbench.api.spi.WireProtocolFactory;
import dev.llmbench.core.internal.doctor.Doctor;
import dev.llmbench.core.internal.probe.CheckupLimits;
import dev.llmbench.core.internal.run.LocalRun;
import dev.llmbench.core.internal.run.RunSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * Generates load in this process. Immutable.
 */
public final class LocalRunner implements BenchmarkRunner {
    private static final LocalRunner DEFAULTS =
            new LocalRunner(RunSettings.reading(name -> Optional.ofNullable(System.getenv(name))));

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RunSettings settings;

    private LocalRunner(RunSettings settings) {
        this.settings = settings;
    }

    static LocalRunner defaults() {
        return DEFAULTS;
    }

    RunSettings settings() {
        return settings;
    }

    /**
     * Keeps plan, result and the detail of every request in a new folder below another.
     *
     * @param folder created where missing
     * @return a new runner
     */
    public LocalRunner savingTo(Path folder) {
        return new LocalRunner(new RunSettings(
                Optional.of(folder),
                settings.environment(),
                settings.protocols(),
                settings.eventLoops(),
                settings.resumable()));
    }

    /**
     * Keeps nothing that only a resumption needs: for a server that ends with the run, so that no other process could go on.
     *
     * @return a new runner
     */
    public LocalRunner withoutResumption() {
        return new LocalRunner(new RunSettings(
                settings.folder(), settings.environment(), settings.protocols(), settings.eventLoops(), false));
    }

    /**
     * Reads {@link dev.llmbench.api.SecretRef.Env} from somewhere else than the process's environment.
     *
     * @param variables the value of a variable, or empty
     * @return a new runner
     */
    public LocalRunner environment(Function<String, Optional<String>> variables) {
        return new LocalRunner(new RunSettings(
                settings.folder(), variables, settings.protocols(), settings.eventLoops(), settings.resumable()));
    }

    /**
     * Adds a wire protocol that need not be registered for discovery.
     *
     * @param factory makes the protocol; it wins over a registered one of the same id
     * @return a new runner
     */
    public LocalRunner protocol(WireProtocolFactory factory) {
        List<WireProtocolFactory> more = new ArrayList<>(settings.protocols());
        more.add(factory);
        return new LocalRunner(new RunSettings(
                settings.folder(), settings.environment(), more, settings.eventLoops(), settings.resumable()));
    }

    /**
     * Sets how many event loops send and receive: by default one for each processor, at most 4, and no more than one for
     * each 32 requests in flight.
     *
     * @param count 1 to 64
     * @return a new runner
     */
    public LocalRunner eventLoops(int count) {
        if (count < 1 || count > 64) {
            throw new IllegalArgumentException("the number of event loops must be between 1 and 64, but was " + count);
        }
        return new LocalRunner(new RunSettings(
                settings.folder(),
                settings.environment(),
                settings.protocols(),
                Optional.of(count),
                settings.resumable()));
    }

    /**
     * Looks at a server and at this machine, as {@link LlmBench#doctor} does, waiting at most a minute for an answer.
     *
     * @param served the server
     * @return what was found
     * @throws dev.llmbench.api.ConfigurationException if a key, a trust store or the protocol is not there
     */
    public Diagnosis diagnose(Served served) {
        return diagnose(served, PATIENCE);
    }

    /**
     * Looks at a server and at this machine, as {@link LlmBench#doctor} does.
     *
     * @param served the server
     * @param patience how long to wait for the answer to a prompt, such as from a server that loads its model first
     * @return what was found
     * @throws dev.llmbench.api.ConfigurationException if a key, a trust store or the protocol is not there
     */
    public Diagnosis diagnose(Served served, Duration patience) {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("patience must be longer than zero, but was " + patience);
        }
        return Doctor.examine(served, settings, CheckupLimits.waiting(patience), ThreadLocalRandom.current());
    }

    @Override
    public Run start(BenchmarkPlan plan, Served served, List<RunObserver> observers) {
        return LocalRun.start(plan, served, observers, settings);
    }
}
