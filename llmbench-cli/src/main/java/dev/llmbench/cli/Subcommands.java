package dev.llmbench.cli;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The subcommands of {@code llmbench}, each built only when the command line names it: to read the options of all from their
 * annotations takes most of the time of {@code --help}. The others are there by name and description, for the list of
 * commands and for what is said of an unknown one.
 */
final class Subcommands {
    /** In the order of the help. The texts are constants, so that no class of a command is loaded for this list. */
    private static final List<Subcommand> ALL = List.of(
            new Subcommand(DemoCommand.NAME, DemoCommand.DESCRIPTION, DemoCommand::new),
            new Subcommand(DoctorCommand.NAME, DoctorCommand.DESCRIPTION, DoctorCommand::new),
            new Subcommand(SweepCommand.NAME, SweepCommand.DESCRIPTION, SweepCommand::new),
            new Subcommand(RaceCommand.NAME, RaceCommand.DESCRIPTION, RaceCommand::new),
            new Subcommand(PresetCommand.NAME, PresetCommand.DESCRIPTION, PresetCommand::new),
            new Subcommand(RunCommand.NAME, RunCommand.DESCRIPTION, RunCommand::new),
            new Subcommand(ResumeCommand.NAME, ResumeCommand.DESCRIPTION, ResumeCommand::new),
            new Subcommand(ValidateCommand.NAME, ValidateCommand.DESCRIPTION, ValidateCommand::new),
            new Subcommand(ShowCommand.NAME, ShowCommand.DESCRIPTION, ShowCommand::new),
            new Subcommand(CompareCommand.NAME, CompareCommand.DESCRIPTION, CompareCommand::new),
            new Subcommand(ExportCommand.NAME, ExportCommand.DESCRIPTION, ExportCommand::new),
            new Subcommand(PredictCommand.NAME, PredictCommand.DESCRIPTION, PredictCommand::new),
            new Subcommand(SimulateCommand.NAME, SimulateCommand.DESCRIPTION, SimulateCommand::new));

    private Subcommands() {}

    private record Subcommand(String name, String description, Function<Io, BaseCommand> maker) {
        CommandLine built(Io io) {
            CommandLine line = new CommandLine(maker.apply(io));
            Converters.addTo(line);
            return line;
        }

        CommandLine named() {
            CommandSpec spec = NoFactory.spec().name(name);
            spec.usageMessage().description(description);
            return NoFactory.line(spec);
        }
    }

    /**
     * Adds all subcommands.
     *
     * @param line the command without a subcommand
     * @param args the command line: a subcommand whose name is no argument can't be reached by it
     * @param io what commands are given
     */
    static void addTo(CommandLine line, String[] args, Io io) {
        List<String> words = Arrays.asList(args);
        for (Subcommand subcommand : ALL) {
            line.addSubcommand(
                    subcommand.name(), words.contains(subcommand.name()) ? subcommand.built(io) : subcommand.named());
        }
    }
}
