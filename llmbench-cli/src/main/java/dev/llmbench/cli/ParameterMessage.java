package dev.llmbench.cli;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Words for a command line that can't be understood, without what might be a secret. */
final class ParameterMessage {
    private static final Pattern OPTION = Pattern.compile("--?[a-zA-Z][a-zA-Z-]{0,29}");
    private static final Pattern WORD = Pattern.compile("[a-z-]{1,12}");
    private static final Set<String> MAY_HOLD_SECRETS = Set.of(
            "--url",
            "--header",
            "--secret-header",
            "--body-field",
            "--proxy",
            "--api-key-env",
            "--trust-store-password");

    private ParameterMessage() {}

    static String of(ParameterException e, String[] args) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched().get(0), command);
        }
        if (e instanceof MaxValuesExceededException) {
            return repeated(args, command);
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("the command line is not valid");
        for (int i = 0; i < args.length; i++) {
            message = without(message, secretIn(args, i));
        }
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    /** The parser's own message names the whole group of options, with their values. */
    private static String repeated(String[] args, CommandSpec command) {
        Set<String> seen = new HashSet<>();
        for (String argument : args) {
            String name = argument.replaceFirst("(?s)=.*", "");
            OptionSpec option = command.optionsMap().get(name);
            if (option != null && !option.isMultiValue() && !seen.add(option.longestName())) {
                return "option '" + option.longestName() + "' is given twice; give it once";
            }
        }
        return "an option is given twice; give each once";
    }

    private static String unmatched(String argument, CommandSpec command) {
        String name = argument.startsWith("-") ? argument.replaceFirst("(?s)=.*", "") : argument;
        if (name.startsWith("-")) {
            return OPTION.matcher(name).matches()
                    ? "unknown option '" + name + "'"
                            + hint(name, command.optionsMap().keySet())
                    : "unknown option (not repeated here, since it may hold a secret)";
        }
        boolean word = WORD.matcher(name).matches();
        if (!command.subcommands().isEmpty()) {
            return word
                    ? "unknown command '" + name + "'"
                            + hint(name, command.subcommands().keySet())
                    : "unknown command";
        }
        return word
                ? "unexpected argument '" + name + "'"
                : "unexpected argument (not repeated here, since it may be a secret)";
    }

    private static String secretIn(String[] args, int at) {
        if (at > 0 && MAY_HOLD_SECRETS.contains(args[at - 1])) {
            return args[at];
        }
        int equals = args[at].indexOf('=');
        return equals > 0 && MAY_HOLD_SECRETS.contains(args[at].substring(0, equals))
                ? args[at].substring(equals + 1)
                : "";
    }

    private static String without(String message, String secret) {
        return secret.length() < 4 ? message : message.replace(secret, "…");
    }

    private static String hint(String word, Set<String> known) {
        Optional<String> nearest = known.stream().min(Comparator.comparingInt(candidate -> distance(word, candidate)));
        return nearest.filter(best -> distance(word, best) <= Math.max(1, word.length() / 3))
                .map(best -> "; did you mean '" + best + "'?")
                .orElse("");
    }

    /** The number of letters to insert, delete or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
