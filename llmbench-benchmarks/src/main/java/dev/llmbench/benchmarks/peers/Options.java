package dev.llmbench.benchmarks.peers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Options of the form {@code --name value}. */
final class Options {
    private final Map<String, String> values;

    private Options(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads options.
     *
     * @param arguments names and values by turns
     * @param known which names there are, without dashes
     * @throws IllegalArgumentException when one is unknown or has no value
     */
    static Options parse(List<String> arguments, Set<String> known) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!name.startsWith("--") || !known.contains(name.substring(2))) {
                throw new IllegalArgumentException(
                        "there is no option '" + name + "'; there are " + String.join(", ", new TreeSet<>(known)));
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value");
            }
            values.put(name.substring(2), arguments.get(i + 1));
        }
        return new Options(values);
    }

    /** Returns a value, or this one when the option was not given. */
    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /**
     * Returns a value that must be given.
     *
     * @throws IllegalArgumentException when it was not
     */
    String required(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /** Returns a whole number of at least the minimum. */
    int number(String name, int otherwise, int minimum) {
        String value = values.get(name);
        return value == null ? otherwise : parse(name, value, minimum);
    }

    /** Returns a positive number. */
    double positive(String name, double otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : parsePositive(name, value);
    }

    /** Returns whole numbers of at least 1. */
    List<Integer> numbers(String name, String otherwise) {
        return pieces(name, otherwise).stream()
                .map(piece -> parse(name, piece, 1))
                .toList();
    }

    /** Returns positive numbers. */
    List<Double> positives(String name, String otherwise) {
        return pieces(name, otherwise).stream()
                .map(piece -> parsePositive(name, piece))
                .toList();
    }

    private List<String> pieces(String name, String otherwise) {
        return new ArrayList<>(Arrays.asList(text(name, otherwise).split(",", -1)));
    }

    private static int parse(String name, String value, int minimum) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= minimum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException(
                "--" + name + " must be a whole number of at least " + minimum + ", but was '" + value + "'");
    }

    private static double parsePositive(String name, String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IllegalArgumentException("--" + name + " must be a positive number, but was '" + value + "'");
    }
}
