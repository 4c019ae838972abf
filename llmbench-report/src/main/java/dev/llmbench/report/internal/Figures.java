package dev.llmbench.report.internal;

import dev.llmbench.api.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** How numbers and times look in every report: three significant digits, thousands separated, in English. */
public final class Figures {
    /** Stands for a value that there is not. */
    public static final String MISSING = "-";

    /** Stands for a value that nothing bounds. */
    public static final String INFINITE = "∞";

    private static final int DIGITS = 3;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Windows of 60 or 90 s are spoken of in seconds. */
    private static final long SHORT_IN_SECONDS = 120;

    private Figures() {}

    /**
     * Returns a number in three significant digits.
     *
     * @param value any number; what is not a number is shown as missing
     * @return such as {@code 0.0123}, {@code 5.00}, {@code 12,300}
     */
    public static String number(double value) {
        return digits(value, DIGITS);
    }

    /**
     * Returns the half width of an interval in two significant digits, since more would pretend.
     *
     * @param value not negative
     * @return such as {@code 1.2}
     */
    public static String halfWidth(double value) {
        return digits(value, 2);
    }

    /**
     * Returns a whole number with its thousands separated.
     *
     * @param value the number
     * @return such as {@code 12,345}
     */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /**
     * Returns a large number with its magnitude as a letter.
     *
     * @param value any number
     * @return such as {@code 767K}, {@code 10.9M}, {@code 1.23B}
     */
    public static String magnitude(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value) || Math.abs(value) < 999.5) {
            return number(value);
        }
        // Rounded before the letter is chosen: 999,999 is 1.00M and not 1,000K.
        double rounded =
                BigDecimal.valueOf(value).round(new MathContext(DIGITS)).doubleValue();
        double size = Math.abs(rounded);
        if (size >= 1e12) {
            return number(rounded / 1e12) + "T";
        }
        if (size >= 1e9) {
            return number(rounded / 1e9) + "B";
        }
        return size >= 1e6 ? number(rounded / 1e6) + "M" : number(rounded / 1e3) + "K";
    }

    /**
     * Returns a share in percent, without rounding almost all to all or almost nothing to nothing.
     *
     * @param share a fraction, usually from 0 to 1
     * @return such as {@code 97.5}, {@code 100}, {@code >99.9}, {@code <0.1}, without the sign
     */
    public static String percent(double share) {
        if (Double.isNaN(share) || Double.isInfinite(share)) {
            return number(share);
        }
        double percent = share * 100;
        if (percent > 99.9 && percent < 100) {
            return percent >= 99.95 ? ">99.9" : "99.9";
        }
        if (percent > 0 && percent < 0.1) {
            return "<0.1";
        }
        return bare(number(percent));
    }

    /**
     * Returns a time in the unit that fits it, for sentences: in seconds below two minutes.
     *
     * @param time zero or longer
     * @return such as {@code 12.3 ms}, {@code 1.5 s}, {@code 2 min 3 s}, {@code 1 h 2 min}
     */
    public static String duration(Duration time) {
        if (time.isZero()) {
            return "0 s";
        }
        if (time.compareTo(Duration.ofHours(1)) < 0) {
            long nanos = BigDecimal.valueOf(time.toNanos())
                    .round(new MathContext(DIGITS))
                    .longValue();
            if (nanos < SHORT_IN_SECONDS * NANOS_PER_SECOND) {
                TimeScale scale = TimeScale.of(nanos);
                return bare(number(scale.of(Duration.ofNanos(nanos)))) + " " + scale.symbol();
            }
        }
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds < 3600) {
            return joined(seconds / 60, "min", seconds % 60, "s");
        }
        long minutes = Math.round(seconds / 60.0);
        return joined(minutes / 60, "h", minutes % 60, "min");
    }

    /**
     * Returns a time as clocks show it, for lines that change.
     *
     * @param time zero or longer
     * @return such as {@code 0:07}, {@code 12:34}, {@code 1:02:03}
     */
    public static String clock(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /**
     * Returns an amount of money in three significant digits.
     *
     * @param amount the amount
     * @return such as {@code 0.231 USD}
     */
    public static String money(Money amount) {
        return number(amount.units().doubleValue()) + " " + amount.currency();
    }

    private static String digits(double value, int significant) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? INFINITE : "-" + INFINITE;
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(significant, RoundingMode.HALF_UP));
        int wholeDigits = rounded.precision() - rounded.scale();
        int decimals = Math.max(0, significant - wholeDigits);
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    /**
     * Returns a number that somebody stated, as it was.
     *
     * @param value a finite number
     * @return such as {@code 0}, {@code 0.7}, {@code 1,000}
     */
    public static String stated(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? count((long) value) : Double.toString(value);
    }

    /** Without zeros after the point that nobody measured. */
    private static String bare(String number) {
        return number.indexOf('.') < 0 ? number : number.replaceAll("\\.?0+$", "");
    }

    private static String joined(long large, String largeUnit, long small, String smallUnit) {
        String first = count(large) + " " + largeUnit;
        return small == 0 ? first : first + " " + small + " " + smallUnit;
    }
}
