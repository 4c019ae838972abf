package dev.llmbench.cli;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Target;
import picocli.CommandLine.ArgGroup;

/** What every command has that measures a server. */
abstract class MeasuringCommand extends BaseCommand {
    @ArgGroup(exclusive = false, order = 7, heading = "%nOutput:%n")
    private FormatOptions format = new FormatOptions();

    @ArgGroup(exclusive = false, order = 8, heading = "%nFiles and notes:%n")
    private RunOutputOptions output = new RunOutputOptions();

    MeasuringCommand(Io io) {
        super(io);
    }

    final boolean quiet() {
        return output.quiet();
    }

    /** Carries out a plan, prints the result and returns the exit code. */
    final int measure(BenchmarkPlan plan, Target server) {
        return new RunExecution(io(), format, output.quiet()).carryOut(plan, server, output.folder());
    }

    /** The same of a server that ends with this command, so that the run can't be finished later. */
    final int measureOnce(BenchmarkPlan plan, Target server) {
        return new RunExecution(io(), format, output.quiet())
                .withoutResumption()
                .carryOut(plan, server, output.folder());
    }
}
