package dev.llmbench.cli;

import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Target;
import dev.llmbench.core.LlmBench;
import dev.llmbench.report.DiagnosisReport;
import dev.llmbench.report.Style;
import dev.llmbench.report.TextReport;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a server and at this machine before anything is measured. */
@Command(
        name = DoctorCommand.NAME,
        description = DoctorCommand.DESCRIPTION,
        footerHeading = "%nExample:%n",
        footer = {"  llmbench doctor --url http://localhost:8000 --model NAME"})
final class DoctorCommand extends BaseCommand {
    static final String NAME = "doctor";
    static final String DESCRIPTION =
            "Looks whether a server can be measured from here: way, key, model, stream, counts, lengths, prefix"
                    + " cache, and what this machine can generate. Exit code 4 when it can't.";

    @ArgGroup(exclusive = false, order = 1, heading = "%nServer (without --model, the first that it lists is asked):%n")
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--patience",
            paramLabel = "TIME",
            order = 10,
            description =
                    "How long to wait for an answer, such as of a server that first loads its model (default: 1m).")
    private Duration patience = Duration.ofMinutes(1);

    @Option(
            names = {"-o", "--output"},
            paramLabel = "table|json",
            order = 11,
            description = "What is printed to standard output (default: table).")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--no-color", order = 12, description = "No colours; the same as NO_COLOR in the environment.")
    private boolean noColor;

    DoctorCommand(Io io) {
        super(io);
    }

    @Override
    int carryOut() {
        if (format != OutputFormat.TABLE && format != OutputFormat.JSON) {
            throw new UsageException("-o: a diagnosis is printed as table or json, not as " + Values.word(format));
        }
        Target server = target.targetOfAnyModel();
        if (patience.isZero()) {
            throw new UsageException("--patience: a time to wait must be longer than zero, but was 0");
        }
        Diagnosis diagnosis = LlmBench.local().environment(io().environment()).diagnose(server, patience);
        io().out().print(format == OutputFormat.JSON ? DiagnosisJson.of(diagnosis) : table(diagnosis));
        io().out().flush();
        return diagnosis.usable() ? ExitCode.OK : ExitCode.TARGET;
    }

    private String table(Diagnosis diagnosis) {
        return DiagnosisReport.of(diagnosis)
                .width(io().width(TextReport.DEFAULT_WIDTH))
                .style(noColor ? Style.PLAIN : io().outStyle())
                .text();
    }
}
