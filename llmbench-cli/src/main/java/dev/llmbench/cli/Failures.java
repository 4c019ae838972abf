package dev.llmbench.cli;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.TargetException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Turns what went wrong into one line and an exit code. */
final class Failures {
    private static final int LONGEST = 2_000;

    private Failures() {}

    /** The command line can't be understood. */
    static int ofParameters(ParameterException e, String[] args, Io io) {
        CommandLine command = e.getCommandLine();
        boolean bare = args.length == 0 || (args.length == 1 && args[0].equals(command.getCommandName()));
        if (bare) {
            command.usage(command.getErr());
        } else {
            say(
                    io,
                    ParameterMessage.of(e, args) + "; see '"
                            + command.getCommandSpec().qualifiedName() + " --help'");
        }
        return ExitCode.USAGE;
    }

    /** The command ended with an exception. */
    static int ofExecution(Exception e, CommandLine command, Io io) {
        boolean verbose = command.getCommand() instanceof BaseCommand base && base.verbose();
        if (verbose) {
            e.printStackTrace(io.err());
        }
        if (e instanceof TargetException) {
            say(io, String.valueOf(e.getMessage()));
            return ExitCode.TARGET;
        }
        if (e instanceof ConfigurationException) {
            say(io, String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        }
        say(
                io,
                "internal error: " + e
                        + (verbose ? "" : "; run the command again with -v for the details, and report them"));
        return ExitCode.INTERNAL;
    }

    /** Prints one line, whatever the message holds. */
    static void say(Io io, String message) {
        String line =
                message.replaceAll("\\R\\s*", " ").replaceAll("\\p{Cntrl}", "").strip();
        io.err().println("llmbench: " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line));
        io.err().flush();
    }
}
