package dev.llmbench.cli;

import dev.llmbench.api.TokenRange;
import dev.llmbench.core.Durations;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;

/** Values as people write them on a command line. */
final class Values {
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");

    private Values() {}

    /** A time with its unit. */
    static Duration duration(String text) {
        if (text.strip().startsWith("-")) {
            throw new TypeConversionException("a time must not be negative, but was '" + text + "'");
        }
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("'" + text + "' is no time; " + e.getMessage());
        }
    }

    /** A whole number that fits an int. */
    static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw noWholeNumber(text);
        }
    }

    /** A whole number. */
    static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw noWholeNumber(text);
        }
    }

    /** A number, with or without decimals. */
    static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number");
        }
    }

    private static TypeConversionException noWholeNumber(String text) {
        return new TypeConversionException(
                "'" + text + "' is " + (text.matches("[+-]?[0-9]+") ? "too large" : "no whole number"));
    }

    /** A number of tokens or a range. */
    static TokenRange tokens(String text) {
        Matcher matcher = RANGE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no number of tokens; write 128, or 20-50 for a range");
        }
        int min = Integer.parseInt(matcher.group(1));
        try {
            return new TokenRange(min, matcher.group(2) == null ? min : Integer.parseInt(matcher.group(2)));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** One of a few words. */
    static <E extends Enum<E>> E choice(Class<E> type, String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Values::word)
                                .collect(Collectors.joining(", "))));
    }

    /** A constant as it is written on the command line. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
