package dev.llmbench.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * An amount of money in whole millionths, so that sums are exact.
 *
 * @param micros millionths of the currency's unit, may be negative
 * @param currency the ISO 4217 code, three capital letters
 */
public record Money(long micros, String currency) implements Comparable<Money> {
    private static final Pattern CODE = Pattern.compile("[A-Z]{3}");
    private static final int SCALE = 6;
    private static final long LARGEST = 9_000_000_000_000L; // units whose millionths still fit into a long

    /** Checks the code. */
    public Money {
        if (!CODE.matcher(currency).matches()) {
            throw new IllegalArgumentException(
                    "currency must be an ISO 4217 code such as USD, but was '" + currency + "'");
        }
    }

    /**
     * Returns an amount of US dollars.
     *
     * @param amount a decimal number such as {@code "1.99"}, with at most six decimals
     * @return the amount
     */
    public static Money usd(String amount) {
        return of(amount, "USD");
    }

    /**
     * Returns an amount.
     *
     * @param amount a decimal number such as {@code "1.99"}, with at most six decimals
     * @param currency the ISO 4217 code
     * @return the amount
     */
    public static Money of(String amount, String currency) {
        try {
            return new Money(
                    new BigDecimal(amount.strip()).movePointRight(SCALE).longValueExact(), currency);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException(
                    "amount must be a number with at most " + SCALE + " decimals and 12 digits before them, but was '"
                            + amount + "'",
                    e);
        }
    }

    /**
     * Returns the amount nearest to a number of units.
     *
     * @param units the amount, at most 9 million million either way
     * @param currency the ISO 4217 code
     * @return the amount rounded to whole millionths
     */
    public static Money nearest(double units, String currency) {
        if (!(Math.abs(units) <= LARGEST)) { // rejects NaN too
            throw new IllegalArgumentException(
                    "an amount must be at most " + LARGEST + " units of " + currency + ", but was " + units);
        }
        return new Money(
                BigDecimal.valueOf(units)
                        .movePointRight(SCALE)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact(),
                currency);
    }

    /**
     * Returns the amount in units of the currency.
     *
     * @return such as 1.99
     */
    public BigDecimal units() {
        return BigDecimal.valueOf(micros, SCALE);
    }

    @Override
    public int compareTo(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " can't be compared");
        }
        return Long.compare(micros, other.micros);
    }

    @Override
    public String toString() {
        BigDecimal units = units().stripTrailingZeros();
        return (units.scale() < 2 ? units.setScale(2) : units).toPlainString() + " " + currency;
    }
}
