package dev.llmbench.core.internal.file;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as people write them: {@code 500ms}, {@code 30s}, {@code 1h30m}, or ISO-8601. */
public final class DurationText {
    private static final List<String> UNITS = List.of("d", "h", "m", "s", "ms", "us", "ns");
    private static final long[] NANOS_PER_UNIT = {
        86_400_000_000_000L, 3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L
    };
    private static final Pattern PART = Pattern.compile("([0-9]{1,19}(?:\\.[0-9]{1,20})?)\\s*(ms|us|ns|d|h|m|s)\\s*");
    private static final BigInteger BILLION = BigInteger.valueOf(1_000_000_000);

    private DurationText() {}

    /**
     * Reads a time; the message of the exception does not repeat the text.
     *
     * @param text such as {@code 1h30m}
     * @return the time
     * @throws IllegalArgumentException if the text is none
     */
    public static Duration parse(String text) {
        String stripped = text.strip();
        if (stripped.equals("0")) {
            return Duration.ZERO;
        }
        String upper = stripped.toUpperCase(Locale.ROOT);
        return upper.startsWith("P") || upper.startsWith("-P") ? iso(stripped) : ofParts(stripped);
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw notATime();
        }
    }

    private static Duration ofParts(String text) {
        Matcher matcher = PART.matcher(text);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        int lastUnit = -1;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw notATime();
            }
            int unit = UNITS.indexOf(matcher.group(2));
            if (unit <= lastUnit) {
                throw notATime();
            }
            lastUnit = unit;
            nanos = nanos.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(NANOS_PER_UNIT[unit])));
            end = matcher.end();
        }
        if (lastUnit < 0) {
            throw notATime();
        }
        return exactly(nanos);
    }

    private static Duration exactly(BigDecimal nanos) {
        try {
            BigInteger[] parts = nanos.toBigIntegerExact().divideAndRemainder(BILLION);
            return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a time must be a whole number of nanoseconds and not endless", e);
        }
    }

    private static IllegalArgumentException notATime() {
        return new IllegalArgumentException(
                "a time is written with its unit, such as 500ms, 30s, 2m, 1h30m, or in ISO-8601, such as PT1M30S");
    }

    /**
     * Writes a time so that {@link #parse} gives it back.
     *
     * @param time the time
     * @return such as {@code 1h30m}
     */
    public static String of(Duration time) {
        if (time.isNegative()) {
            return time.toString();
        }
        StringBuilder text = new StringBuilder();
        append(text, time.toHours(), "h");
        append(text, time.toMinutesPart(), "m");
        append(text, time.toSecondsPart(), "s");
        int nanos = time.toNanosPart();
        append(text, nanos / 1_000_000, "ms");
        append(text, nanos / 1_000 % 1_000, "us");
        append(text, nanos % 1_000, "ns");
        return text.length() == 0 ? "0s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(amount).append(unit);
        }
    }
}
