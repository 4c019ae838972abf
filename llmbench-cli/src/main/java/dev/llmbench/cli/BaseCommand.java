package dev.llmbench.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        sortOptions = false,
        abbreviateSynopsis = true)
abstract class BaseCommand implements Callable<Integer> {
    private final Io io;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            order = 900,
            description = "Logs to standard error what llmbench decides; -vv also every request.")
    private boolean[] verbose = {};

    BaseCommand(Io io) {
        this.io = io;
    }

    final Io io() {
        return io;
    }

    final CommandSpec spec() {
        return spec;
    }

    final boolean verbose() {
        return verbose.length > 0;
    }

    @Override
    public final Integer call() {
        if (verbose()) {
            Logs.tellMore(verbose.length > 1);
        }
        return carryOut();
    }

    abstract int carryOut();
}
