package dev.llmbench.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Options of a program, {@code --name value} or {@code --name} alone. */
public final class Options {
    /** What a program ends with that was not told its work in a form that it understands. */
    public static final int USAGE_ERROR = 2;

    private static final String PREFIX = "--";
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /** Tells what is wrong with the options, in words for the user. */
    public static final class UsageException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        /**
         * Makes one.
         *
         * @param message a sentence for the user
         */
        public UsageException(String message) {
            super(message);
        }
    }

    /**
     * Reads options, or ends the program: with 0 after {@code --help}, with 2 when they can't be understood.
     *
     * @param args the arguments
     * @param usage what {@code --help} prints
     * @param withValue names that a value follows
     * @param alone names that stand alone
     * @return the options
     */
    public static Options of(String[] args, String usage, Set<String> withValue, Set<String> alone) {
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

    /**
     * Ends the program because of a mistake in its options; never returns.
     *
     * @param mistake what is wrong
     * @return for {@code throw}, so that a compiler sees the end
     */
    public static RuntimeException end(UsageException mistake) {
        System.err.println(mistake.getMessage());
        System.err.println("try --help");
        System.exit(USAGE_ERROR);
        return mistake;
    }

    /**
     * Reads options.
     *
     * @param args the arguments
     * @param withValue names that a value follows
     * @param alone names that stand alone
     * @return the options
     * @throws UsageException when they can't be understood
     */
    public static Options parse(List<String> args, Set<String> withValue, Set<String> alone) {
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

    /**
     * Returns whether an option is there.
     *
     * @param name without its hyphens
     * @return whether it was given
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /**
     * Returns an option's text.
     *
     * @param name without its hyphens
     * @return the text, where it was given
     */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * Returns a text that must be there.
     *
     * @param name without its hyphens
     * @return the text
     * @throws UsageException when it isn't
     */
    public String required(String name) {
        return text(name).orElseThrow(() -> new UsageException("--" + name + " is needed"));
    }

    /**
     * Returns names out of those that are known, separated by commas.
     *
     * @param option without its hyphens
     * @param known all names, which are also taken where the option isn't there
     * @return the names in the order in which they are known
     * @throws UsageException when there is one that isn't known
     */
    public List<String> some(String option, List<String> known) {
        List<String> wanted = text(option).map(text -> pieces(text).toList()).orElse(known);
        List<String> unknown = new ArrayList<>(wanted);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new UsageException(
                    "--" + option + " knows " + String.join(", ", known) + ", but not " + String.join(", ", unknown));
        }
        return known.stream().filter(wanted::contains).toList();
    }

    /**
     * Returns a whole number.
     *
     * @param name without its hyphens
     * @param least the smallest that makes sense
     * @param usual where it isn't there
     * @return the number
     * @throws UsageException when it is something else
     */
    public int count(String name, int least, int usual) {
        return text(name).map(text -> atLeast(name, text, least)).orElse(usual);
    }

    /**
     * Returns whole numbers of at least 1, separated by commas.
     *
     * @param name without its hyphens
     * @param usual where it isn't there
     * @return the numbers
     * @throws UsageException when one is something else
     */
    public List<Integer> counts(String name, List<Integer> usual) {
        return text(name)
                .map(text -> pieces(text).map(piece -> atLeast(name, piece, 1)).toList())
                .orElse(usual);
    }

    /**
     * Returns a number above zero.
     *
     * @param name without its hyphens
     * @return the number, where it was given
     * @throws UsageException when it is something else
     */
    public Optional<Double> number(String name) {
        return text(name).map(text -> positive(name, text));
    }

    /**
     * Returns numbers above zero, separated by commas.
     *
     * @param name without its hyphens
     * @param usual where it isn't there
     * @return the numbers
     * @throws UsageException when one is something else
     */
    public List<Double> numbers(String name, List<Double> usual) {
        return text(name)
                .map(text -> pieces(text).map(piece -> positive(name, piece)).toList())
                .orElse(usual);
    }

    /**
     * Returns a time as {@link #seconds} reads it.
     *
     * @param time the time
     * @return seconds with three decimals
     */
    public static String argument(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toNanos() / NANOS_PER_SECOND);
    }

    /**
     * Returns a time that is given in seconds.
     *
     * @param name without its hyphens
     * @param usual where it isn't there
     * @return the time, longer than zero
     * @throws UsageException when it is something else
     */
    public Duration seconds(String name, Duration usual) {
        return text(name)
                .map(text -> Duration.ofNanos(Math.round(positive(name, text) * NANOS_PER_SECOND)))
                .orElse(usual);
    }

    private static Stream<String> pieces(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip);
    }

    private static int atLeast(String name, String text, int least) {
        int value = wholeNumber(name, text);
        if (value < least) {
            throw new UsageException("--" + name + " must be at least " + least + ", but was " + text);
        }
        return value;
    }

    private static int wholeNumber(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new UsageException("--" + name + " must be a whole number, but was '" + text + "'");
        }
    }

    private static double positive(String name, String text) {
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException("--" + name + " must be a number above zero, but was '" + text + "'");
    }
}
