package dev.llmbench.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The command without a subcommand. Described by calls where the subcommands have annotations: for each kind of annotation
 * the JVM makes a class at run time, which no archive of classes spares it, and {@code --help} needs nothing else.
 */
final class RootCommand {
    private RootCommand() {}

    /** Returns the command, to which subcommands are to be added. */
    static CommandSpec spec() {
        CommandSpec spec = NoFactory.spec()
                .name("llmbench")
                .versionProvider(new Version())
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
        spec.usageMessage()
                .width(100)
                .synopsisSubcommandLabel("COMMAND")
                .description("Learn what an LLM inference server really delivers and what it costs.")
                .commandListHeading("%nCommands:%n")
                .footer(
                        "",
                        "Exit codes: 0 ok, 1 internal error, 2 usage or configuration, 3 objective missed, 4 server"
                                + " unreachable or unhealthy, 8 partial (levels failed or missing), 9 figures invalid, 130"
                                + " and 143 interrupted after clean-up.",
                        "",
                        "Data goes to standard output, everything else to standard error. NO_COLOR is honoured.",
                        "",
                        "Start here:",
                        "  llmbench demo");
        return spec;
    }
}
