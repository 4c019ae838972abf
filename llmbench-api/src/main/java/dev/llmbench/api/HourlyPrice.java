package dev.llmbench.api;

import java.time.Instant;
import java.util.Optional;

/**
 * What the whole machine costs in an hour, with where that was read.
 *
 * @param amount the price of one hour of the whole machine (all its GPUs), more than zero
 * @param market how it is rented: {@code on-demand}, {@code spot}, {@code community}, or {@code unknown}
 * @param source where the price was read, such as {@code given by the user}
 * @param readAt when it was read
 */
public record HourlyPrice(Money amount, String market, String source, Optional<Instant> readAt) {
    /** Refuses a price that is not positive. */
    public HourlyPrice {
        if (amount.micros() <= 0) {
            throw new IllegalArgumentException("price per hour must be more than zero, but was " + amount);
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
