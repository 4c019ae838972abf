package dev.llmbench.cli;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.TokenRange;
import dev.llmbench.report.Style;
import dev.llmbench.report.export.ExportFormat;
import dev.llmbench.simulator.EngineFace;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ITypeConverter;

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
            return commandLine(io).execute(args);
        } catch (Error e) { // such as no memory; what is an exception has been dealt with
            Failures.say(io, "internal error: " + e);
            return ExitCode.INTERNAL;
        }
    }

    private static CommandLine commandLine(Io io) {
        CommandLine line = new CommandLine(new RootCommand())
                .addSubcommand(new DemoCommand(io))
                .addSubcommand(new DoctorCommand(io))
                .addSubcommand(new SweepCommand(io))
                .addSubcommand(new RaceCommand(io))
                .addSubcommand(new PresetCommand(io))
                .addSubcommand(new RunCommand(io))
                .addSubcommand(new ResumeCommand(io))
                .addSubcommand(new ValidateCommand(io))
                .addSubcommand(new ShowCommand(io))
                .addSubcommand(new CompareCommand(io))
                .addSubcommand(new ExportCommand(io))
                .addSubcommand(new PredictCommand(io))
                .addSubcommand(new SimulateCommand(io));
        // A value such as a user's name may begin with @ and is no file of options.
        line.setExpandAtFiles(false);
        line.setUsageHelpLongOptionsMaxWidth(34);
        line.setOut(new PrintWriter(io.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(io.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(io.outStyle() == Style.ANSI ? Ansi.ON : Ansi.OFF));
        ITypeConverter<Integer> integers = Values::integer;
        line.registerConverter(int.class, integers);
        line.registerConverter(Integer.class, integers);
        line.registerConverter(Long.class, Values::whole);
        line.registerConverter(Double.class, Values::number);
        line.registerConverter(Duration.class, Values::duration);
        line.registerConverter(TokenRange.class, Values::tokens);
        line.registerConverter(Arrival.class, text -> Values.choice(Arrival.class, text));
        line.registerConverter(EngineFace.class, text -> Values.choice(EngineFace.class, text));
        line.registerConverter(OutputFormat.class, text -> Values.choice(OutputFormat.class, text));
        line.registerConverter(CompareCommand.Format.class, text -> Values.choice(CompareCommand.Format.class, text));
        line.registerConverter(ExportFormat.class, text -> Values.choice(ExportFormat.class, text));
        line.registerConverter(TargetOptions.Route.class, text -> Values.choice(TargetOptions.Route.class, text));
        line.registerConverter(
                RequestSettings.OutputLength.class, text -> Values.choice(RequestSettings.OutputLength.class, text));
        line.registerConverter(Phases.HeldLoad.class, text -> Values.choice(Phases.HeldLoad.class, text));
        line.registerConverter(
                RequestSettings.UsageReporting.class,
                text -> Values.choice(RequestSettings.UsageReporting.class, text));
        line.setParameterExceptionHandler((e, args) -> Failures.ofParameters(e, args, io));
        line.setExecutionExceptionHandler((e, command, result) -> Failures.ofExecution(e, command, io));
        return line;
    }
}
