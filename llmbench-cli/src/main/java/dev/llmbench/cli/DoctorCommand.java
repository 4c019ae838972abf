package dev.llmbench.cli;

import dev.llmbench.accuracy.AccuracyCheck;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Target;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.LlmBench;
import dev.llmbench.report.ConsoleProgress;
import dev.llmbench.report.DiagnosisReport;
import dev.llmbench.report.Style;
import dev.llmbench.report.TextReport;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at a server and at this machine before anything is measured. */
@Command(
        name = DoctorCommand.NAME,
        description = DoctorCommand.DESCRIPTION,
        footerHeading = "%nExamples:%n",
        footer = {"  llmbench doctor --url http://localhost:8000 --model NAME", "  llmbench doctor --accuracy"})
final class DoctorCommand extends BaseCommand {
    static final String NAME = "doctor";
    static final String DESCRIPTION =
            "Looks whether a server can be measured from here: way, key, model, stream, counts, lengths, prefix"
                    + " cache, and what this machine can generate. Exit code 4 when it can't. With --accuracy: how far"
                    + " figures measured on this machine are off; exit code 3 when further than promised, 9 when the"
                    + " machine is too busy to tell.";

    private static final int PROGRESS_WIDTH = 80;

    @ArgGroup(exclusive = false, order = 1, heading = "%nServer (without --model, the first that it lists is asked):%n")
    private TargetOptions target = new TargetOptions();

    @Option(
            names = "--accuracy",
            order = 8,
            description =
                    "Measures a scripted server on this machine, whose stamps are the truth. Needs no --url; with it,"
                            + " both are looked at.")
    private boolean accuracy;

    @Option(
            names = "--accuracy-time",
            paramLabel = "TIME",
            order = 9,
            description = "About how long --accuracy takes, at least 10s (default: 20s).")
    private Optional<Duration> accuracyTime = Optional.empty();

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
        if (patience.isZero()) {
            throw new UsageException("--patience: a time to wait must be longer than zero, but was 0");
        }
        if (accuracyTime.isPresent() && !accuracy) {
            throw new UsageException("--accuracy-time: says how long --accuracy takes, which is missing");
        }
        AccuracyCheck check = check();
        Optional<Target> server =
                accuracy && !target.named() ? Optional.empty() : Optional.of(target.targetOfAnyModel());
        Optional<Diagnosis> diagnosis = server.map(
                asked -> LlmBench.local().environment(io().environment()).diagnose(asked, patience));
        Optional<LevelAccuracy> found = Optional.empty();
        if (accuracy) {
            try (Interrupts.Watch watch = io().interrupts().watch(Thread.currentThread()::interrupt)) {
                found = check.run();
                if (found.isEmpty() || watch.interrupted()) {
                    Failures.say(io(), "interrupted before the accuracy of this machine was measured");
                    return ExitCode.INTERRUPTED;
                }
            }
        }
        print(diagnosis, found);
        return code(diagnosis, found);
    }

    private AccuracyCheck check() {
        Style style = noColor ? Style.PLAIN : io().errStyle();
        AccuracyCheck check = AccuracyCheck.ofThisMachine()
                .onProgress(new ConsoleProgress(io().err(), io().errTerminal(), style, io().width(PROGRESS_WIDTH)));
        return accuracyTime
                .map(time -> UsageException.naming("--accuracy-time", () -> check.lasting(time)))
                .orElse(check);
    }

    private void print(Optional<Diagnosis> diagnosis, Optional<LevelAccuracy> found) {
        if (format == OutputFormat.JSON) {
            io().out().print(DiagnosisJson.of(diagnosis, found));
        } else {
            diagnosis.ifPresent(server -> io().out().print(table(server)));
            if (diagnosis.isPresent() && found.isPresent()) {
                io().out().println();
            }
            found.ifPresent(level -> io().out()
                    .print(AccuracyLayout.of(level, Runtime.getRuntime().availableProcessors())));
        }
        io().out().flush();
    }

    /** A server that can't be used is worse than a machine that is busy, and that worse than a promise that is not kept. */
    private static int code(Optional<Diagnosis> diagnosis, Optional<LevelAccuracy> found) {
        if (diagnosis.filter(server -> !server.usable()).isPresent()) {
            return ExitCode.TARGET;
        }
        if (found.filter(level -> level.verdict() == Verdict.INVALID).isPresent()) {
            return ExitCode.INVALID;
        }
        return found.filter(level -> !level.kept()).isPresent() ? ExitCode.OBJECTIVE_MISSED : ExitCode.OK;
    }

    private String table(Diagnosis diagnosis) {
        return DiagnosisReport.of(diagnosis)
                .width(io().width(TextReport.DEFAULT_WIDTH))
                .style(noColor ? Style.PLAIN : io().outStyle())
                .text();
    }
}
