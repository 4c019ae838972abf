package dev.llmbench.benchmarks.floor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Options of a program, {@code --name value} or {@code --name} alone. */
final class Options {
    /** What a program ends with that was not told its work in a form that it understands. */
    static final int USAGE_ERROR = 2;

    private static final String PREFIX = "--";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Tells what is wrong with the options, in words for the user. */
    static final class UsageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UsageException(String message) {
            super(message);
        }
    }

    /**
     * Reads options, or ends the program: with 0 after {@code --help}, with 2 when they can't be understood.
     *
     * @param usage what {@code --help} prints
     * @param withValue names that a value follows
     * @param alone names that stand alone
     */
    static Options of(String[] args, String usage, Set<String> withValue, Set<String> alone) {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            System.out.print(usage);
            System.exit(0);
        }
        try {
            return parse(List.of(args), withValue, alone);
        } catch (UsageException e) {
            throw end(e);
        }
    }

    /** Ends the program because of a mistake in its options; never returns. */
    static RuntimeException end(UsageException mistake) {
        System.err.println(mistake.getMessage());
        System.err.println("try --help");
        System.exit(USAGE_ERROR);
        return mistake;
    }

    /**
     * Reads options.
     *
     * @throws UsageException when they can't be understood
     */
    static Options parse(List<String> args, Set<String> withValue, Set<String> alone) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.size(); i++) {
            String name = args.get(i).startsWith(PREFIX) ? args.get(i).substring(PREFIX.length()) : "";
            if (alone.contains(name)) {
                values.put(name, "");
            } else if (!withValue.contains(name)) {
                throw new UsageException("unexpected argument '" + args.get(i) + "'");
            } else if (i + 1 == args.size()) {
                throw new UsageException("--" + name + " needs a value");
            } else {
                i++;
                values.put(name, args.get(i));
            }
        }
        return new Options(values);
    }

    /** Returns whether an option is there. */
    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns an option's text, where it is there. */
    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns a text that must be there. */
    String required(String name) {
        return text(name).orElseThrow(() -> new UsageException("--" + name + " is needed"));
    }

    /** Returns the parts of a list that commas separate; those that are usual where it isn't there. */
    List<String> list(String name, List<String> usual) {
        return text(name).map(text -> List.of(text.split(",", -1))).orElse(usual);
    }

    /** Returns a whole number of at least one. */
    int count(String name, int usual) {
        return text(name)
                .map(text -> {
                    int value = wholeNumber(name, text);
                    if (value < 1) {
                        throw new UsageException("--" + name + " must be at least 1, but was " + text);
                    }
                    return value;
                })
                .orElse(usual);
    }

    /** Returns a whole number of at least zero. */
    int index(String name, int usual) {
        return text(name)
                .map(text -> {
                    int value = wholeNumber(name, text);
                    if (value < 0) {
                        throw new UsageException("--" + name + " must not be negative, but was " + text);
                    }
                    return value;
                })
                .orElse(usual);
    }

    /** Returns a time that is given in seconds, at least zero. */
    Duration seconds(String name, Duration usual) {
        return text(name)
                .map(text -> Duration.ofNanos(Math.round(number(name, text) * NANOS_PER_SECOND)))
                .orElse(usual);
    }

    /** Returns a number of at least zero, where it is there. */
    Optional<Double> number(String name) {
        return text(name).map(text -> number(name, text));
    }

    private static int wholeNumber(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--" + name + " must be a whole number, but was '" + text + "'");
        }
    }

    private static double number(String name, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException("--" + name + " must be a number of at least zero, but was '" + text + "'");
    }

    /** Refuses names that are not among those that are known. */
    static List<String> known(String option, List<String> names, List<String> known) {
        List<String> unknown = new ArrayList<>(names);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new UsageException(
                    "--" + option + " knows " + String.join(", ", known) + ", but not " + String.join(", ", unknown));
        }
        return names;
    }
}
