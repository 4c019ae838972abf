package dev.llmbench.core.internal.run;

import dev.llmbench.api.spi.WireProtocolFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a run goes on in this process.
 *
 * @param folder below which the run's folder is made, or empty to keep no files
 * @param environment reads variables for secrets
 * @param protocols protocols besides the registered ones
 * @param eventLoops how many event loops, or empty for the default
 * @param resumable whether the folder also keeps what another process needs to finish the run
 */
public record RunSettings(
        Optional<Path> folder,
        Function<String, Optional<String>> environment,
        List<WireProtocolFactory> protocols,
        Optional<Integer> eventLoops,
        boolean resumable) {
    /** Copies the list. */
    public RunSettings {
        protocols = List.copyOf(protocols);
    }

    /**
     * Returns settings that keep no files and read variables for secrets from somewhere.
     *
     * @param environment the value of a variable, or empty
     * @return everything else by default
     */
    public static RunSettings reading(Function<String, Optional<String>> environment) {
        return new RunSettings(Optional.empty(), environment, List.of(), Optional.empty(), true);
    }
}
