package dev.llmbench.core.internal.file;

import java.math.BigDecimal;
import java.math.MathContext;

/** Decimal numbers in the same digits on every machine. */
final class Numbers {
    private static final int MOST_DIGITS = 17;
    private static final double LARGEST_EXACT = 0x1p53;

    private Numbers() {}

    /**
     * The shortest decimal that reads back as a finite number: {@link Long} where it is whole, else {@link BigDecimal}.
     * {@code Double.toString} gave other digits before JDK 19, and a hash must not depend on that.
     */
    static Object shortest(double value) {
        if (value == Math.rint(value) && Math.abs(value) < LARGEST_EXACT) {
            return (long) value;
        }
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (rounded.doubleValue() == value) {
                return rounded.stripTrailingZeros();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS)).stripTrailingZeros();
    }

    /** The same as text, without an exponent. */
    static String text(double value) {
        Object number = shortest(value);
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }
}
