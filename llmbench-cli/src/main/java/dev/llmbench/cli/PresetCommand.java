package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.core.PlanFile;
import dev.llmbench.core.Presets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries out a plan that comes with llmbench. */
@Command(
        name = PresetCommand.NAME,
        description = PresetCommand.DESCRIPTION,
        footerHeading = "%nExamples:%n",
        footer = {
            "  llmbench preset",
            "  llmbench preset sweep-quick --print > plan.yaml",
            "  llmbench preset token-race --url http://localhost:8000 --model NAME"
        })
final class PresetCommand extends MeasuringCommand {
    static final String NAME = "preset";
    static final String DESCRIPTION = "Carries out a plan that comes with llmbench; without a name, lists them.";

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The plan's name.")
    private Optional<String> name = Optional.empty();

    @Option(names = "--print", description = "Prints the plan as a file for 'run' and asks no server.")
    private boolean print;

    @ArgGroup(exclusive = false, order = 1, heading = "%nServer:%n")
    private TargetOptions target = new TargetOptions();

    PresetCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        if (name.isEmpty()) {
            list();
            return ExitCode.OK;
        }
        BenchmarkPlan plan = UsageException.naming("NAME", () -> Presets.plan(name.get()));
        if (print) {
            io().out().print(PlanFile.toYaml(plan));
            return ExitCode.OK;
        }
        return measure(plan, target.target());
    }

    private void list() {
        List<Presets.Preset> presets = Presets.all();
        int width = presets.stream()
                .mapToInt(preset -> preset.name().length())
                .max()
                .orElse(0);
        for (Presets.Preset preset : presets) {
            io().out().println(preset.name() + " ".repeat(width - preset.name().length() + 2) + preset.description());
        }
    }
}
