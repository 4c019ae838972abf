package dev.llmbench.cli;

import dev.llmbench.report.Style;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The whole command line in one call, apart from the process around it. */
final class CommandLineInterface {
    private CommandLineInterface() {}

    /**
     * Runs a command.
     *
     * @param args the command line
     * @param io where to read and write
     * @return the exit code
     */
    static int run(String[] args, Io io) {
        int code = execute(args, io);
        io.out().flush();
        if (io.out().checkError() && code == ExitCode.OK) {
            io.err().println("llmbench: not everything could be written to standard output; is its disk full?");
            return ExitCode.INTERNAL;
        }
        return code;
    }

    private static int execute(String[] args, Io io) {
        try {
            return commandLine(args, io).execute(args);
        } catch (Error e) { // such as no memory; what is an exception has been dealt with
            Failures.say(io, "internal error: " + e);
            return ExitCode.INTERNAL;
        }
    }

    private static CommandLine commandLine(String[] args, Io io) {
        CommandLine line = NoFactory.line(RootCommand.spec());
        Subcommands.addTo(line, args, io);
        // A value such as a user's name may begin with @ and is no file of options.
        line.setExpandAtFiles(false);
        line.setUsageHelpLongOptionsMaxWidth(34);
        line.setOut(new PrintWriter(io.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(io.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(io.outStyle() == Style.ANSI ? Ansi.ON : Ansi.OFF));
        FailureHandler failures = new FailureHandler(io);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        return line;
    }

    /** A class where two lambdas would do: the JVM's archives of classes hold no lambda of an interface as old as these. */
    private record FailureHandler(Io io) implements IParameterExceptionHandler, IExecutionExceptionHandler {
        @Override
        public int handleParseException(ParameterException e, String[] args) {
            return Failures.ofParameters(e, args, io);
        }

        @Override
        public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
            return Failures.ofExecution(e, command, io);
        }
    }
}
