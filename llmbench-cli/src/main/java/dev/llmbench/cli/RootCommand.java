package dev.llmbench.cli;

import picocli.CommandLine.Command;

/** The command without a subcommand. */
@Command(
        name = "llmbench",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpWidth = 100,
        synopsisSubcommandLabel = "COMMAND",
        description = "Learn what an LLM inference server really delivers and what it costs.",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit codes: 0 ok, 1 internal error, 2 usage or configuration, 3 objective missed, 4 server unreachable or"
                    + " unhealthy, 8 partial (levels failed or missing), 9 figures invalid, 130 and 143 interrupted after"
                    + " clean-up.",
            "",
            "Data goes to standard output, everything else to standard error. NO_COLOR is honoured.",
            "",
            "Start here:",
            "  llmbench demo"
        })
final class RootCommand {}
