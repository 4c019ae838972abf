package dev.llmbench.api;

/**
 * What tokens cost at the throughput of a level.
 *
 * @param perMillionOutputTokens price per hour / (output tokens per second x 3600) x 10^6
 * @param outputTokensPerUnit output tokens for one unit of the currency, such as tokens per dollar: output tokens per
 *     second x 3600 / price per hour
 * @param monthly price per hour x 24 x 30
 * @param singleStream whether this is the cost of a single stream, which says little about a loaded server
 */
public record Cost(Money perMillionOutputTokens, double outputTokensPerUnit, Money monthly, boolean singleStream) {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final double MILLION = 1e6;
    private static final int HOURS_PER_MONTH = 24 * 30;

    /**
     * Computes the cost.
     *
     * @param pricePerHour the price of one hour of the whole machine, more than zero
     * @param outputTokensPerSecond the throughput, more than zero
     * @param singleStream whether only one request was under way at a time
     * @return the cost
     */
    public static Cost of(Money pricePerHour, double outputTokensPerSecond, boolean singleStream) {
        if (!(outputTokensPerSecond > 0 && Double.isFinite(outputTokensPerSecond)) || pricePerHour.micros() <= 0) {
            throw new IllegalArgumentException("cost needs a positive price and throughput, but they were "
                    + pricePerHour + " and " + outputTokensPerSecond + " tokens/s");
        }
        double price = pricePerHour.units().doubleValue();
        double tokensPerHour = outputTokensPerSecond * SECONDS_PER_HOUR;
        return new Cost(
                Money.nearest(price / tokensPerHour * MILLION, pricePerHour.currency()),
                tokensPerHour / price,
                new Money(Math.multiplyExact(pricePerHour.micros(), HOURS_PER_MONTH), pricePerHour.currency()),
                singleStream);
    }
}
