package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.SecretRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A value of a plan file and where it stands, with the ways to read it.
 *
 * @param source the file
 * @param path the keys that lead to it, such as {@code phases.warmUp}; empty at the top
 * @param node the value
 */
record Place(PlanSource source, String path, PlanNode node) {
    /** An error at this place. */
    ConfigurationException problem(String message) {
        return source.problem(node.line(), (path.isEmpty() ? "" : path + ": ") + message);
    }

    private ConfigurationException wrongType(String wanted) {
        return problem(
                node instanceof PlanNode.Nothing
                        ? "there is no value; give " + wanted + ", or leave the key out for the default"
                        : "give " + wanted + ", not " + node.kind());
    }

    /** Makes a value whose own checks are errors at this place; what might be a key is not repeated. */
    <T> T make(Supplier<T> maker) {
        return make("", maker);
    }

    /** The same where the key is the user's own word. */
    <T> T make(String key, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (IllegalArgumentException e) {
            String message = Echo.scrub(String.valueOf(e.getMessage()), key);
            for (String text : texts(node, new ArrayList<>())) {
                message = Echo.scrub(message, text);
            }
            throw problem(message);
        }
    }

    private static List<String> texts(PlanNode node, List<String> found) {
        if (node instanceof PlanNode.Text text) {
            found.add(text.value());
            found.add(text.value().strip());
        } else if (node instanceof PlanNode.Sequence sequence) {
            sequence.items().forEach(item -> texts(item, found));
        } else if (node instanceof PlanNode.Mapping mapping) {
            mapping.entries().forEach((key, entry) -> {
                found.add(key);
                texts(entry.value(), found);
            });
        }
        return found;
    }

    Fields fields(String... known) {
        return new Fields(this, mapping(), List.of(known));
    }

    /** All keys of a mapping whose names are the user's own. */
    Fields anyFields() {
        PlanNode.Mapping mapping = mapping();
        return new Fields(this, mapping, List.copyOf(mapping.entries().keySet()));
    }

    private PlanNode.Mapping mapping() {
        if (node instanceof PlanNode.Mapping mapping) {
            return mapping;
        }
        throw wrongType("keys and values");
    }

    /** The items of a list; a single value counts as a list of one. */
    List<Place> items() {
        if (!(node instanceof PlanNode.Sequence sequence)) {
            if (node instanceof PlanNode.Nothing) {
                throw wrongType("a list");
            }
            return List.of(this);
        }
        List<Place> places = new ArrayList<>();
        for (PlanNode item : sequence.items()) {
            places.add(new Place(source, path + "[" + places.size() + "]", item));
        }
        return places;
    }

    boolean isMapping() {
        return node instanceof PlanNode.Mapping;
    }

    /** Text; numbers and truth values are taken in the words of the file. */
    String text() {
        if (node instanceof PlanNode.Text text) {
            return text.value();
        }
        if (node instanceof PlanNode.Numeric number) {
            return number.raw();
        }
        if (node instanceof PlanNode.Bool bool) {
            return Boolean.toString(bool.value());
        }
        throw wrongType("text");
    }

    boolean bool() {
        if (node instanceof PlanNode.Bool bool) {
            return bool.value();
        }
        throw wrongType("true or false");
    }

    BigDecimal decimal() {
        if (node instanceof PlanNode.Numeric number) {
            return number.value();
        }
        throw wrongType("a number");
    }

    double real() {
        double value = decimal().doubleValue();
        if (Double.isInfinite(value)) {
            throw problem("the number is too large");
        }
        return value;
    }

    long whole() {
        try {
            return decimal().longValueExact();
        } catch (ArithmeticException e) {
            throw problem("give a whole number of at most 18 digits");
        }
    }

    int small() {
        long value = whole();
        if (value != (int) value) {
            throw problem("the number " + value + " is too large");
        }
        return (int) value;
    }

    Duration time() {
        if (node instanceof PlanNode.Text text) {
            return make(() -> {
                try {
                    return DurationText.parse(text.value());
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(e.getMessage() + "; this is " + Echo.of(text.value()), e);
                }
            });
        }
        if (node instanceof PlanNode.Numeric number) {
            if (number.value().signum() == 0) {
                return Duration.ZERO;
            }
            throw problem("a time needs its unit: " + number.raw() + "s or " + number.raw() + "ms?");
        }
        throw wrongType("a time such as 30s");
    }

    /** A reference to a secret; whatever else stands there is not repeated. */
    SecretRef secret() {
        if (node instanceof PlanNode.Text text) {
            try {
                return SecretRef.parse(text.value());
            } catch (IllegalArgumentException e) {
                throw problem(String.valueOf(e.getMessage()));
            }
        }
        throw wrongType("a reference such as env:NAME");
    }

    /** A constant by its name in any case, with {@code -} or {@code _} between words. */
    <E extends Enum<E>> E constant(Class<E> type) {
        return choice(Arrays.asList(type.getEnumConstants()), Place::name);
    }

    private <E> E choice(List<E> all, Function<E, String> name) {
        String text = text();
        String wanted = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        return all.stream()
                .filter(one -> name.apply(one).equals(wanted))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = all.stream().map(name).collect(Collectors.toList());
                    return problem("there is no " + Echo.of(text) + " here" + Nearest.hint(wanted, names)
                            + "; choose one of " + String.join(", ", names));
                });
    }

    /** The name of a constant in files. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
