package dev.llmbench.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What the whole machine costs in an hour, with where that was read.
 *
 * @param amount the price of one hour of the whole machine (all its GPUs), more than zero and at most 5 million
 * @param market how it is rented: {@code on-demand}, {@code spot}, {@code community}, or {@code unknown}
 * @param source where the price was read, such as {@code given by the user}
 * @param readAt when it was read
 */
public record HourlyPrice(Money amount, String market, String source, Optional<Instant> readAt) {
    /** Above this, what a level costs would no longer fit into whole millionths. */
    private static final long HIGHEST_MICROS = 5_000_000_000_000L;

    /** Refuses a price that is not positive, or beyond 5 million units of its currency. */
    public HourlyPrice {
        if (amount.micros() <= 0) {
            throw new IllegalArgumentException("price per hour must be more than zero, but was " + amount);
        }
        if (amount.micros() > HIGHEST_MICROS) {
            throw new IllegalArgumentException("price per hour must be at most "
                    + new Money(HIGHEST_MICROS, amount.currency()) + ", but was " + amount);
        }
    }

    /**
     * Returns a price that the user stated.
     *
     * @param amount the price of one hour of the whole machine
     * @return the price, marked as given by the user
     */
    public static HourlyPrice given(Money amount) {
        return new HourlyPrice(amount, "unknown", "given by the user", Optional.empty());
    }
}
