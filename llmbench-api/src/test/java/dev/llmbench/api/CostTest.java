package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CostTest {
    /** The figures that the requirements state for their formulas. */
    @ParameterizedTest(name = "{0} tokens/s at {1} an hour cost {2} per million")
    @CsvSource({
        "600, 1.99, 0.92, 0.005",
        "600, 2.00, 0.92, 0.01",
        "600, 0.50, 0.23, 0.005",
        "33, 1.99, 16.7, 0.1",
        "2500, 1.47, 0.163, 0.0005"
    })
    void a_million_output_tokens_cost_what_the_requirements_say(
            double tokensPerSecond, String price, double expected, double rounding) {
        Cost cost = Cost.of(Money.usd(price), tokensPerSecond, false);

        assertThat(cost.perMillionOutputTokens().units().doubleValue()).isCloseTo(expected, within(rounding));
    }

    /**
     * Rows 004-001 to 004-023 of seed_results.csv. The stated figures are printed in tenths of a million, or in thousands,
     * and come from throughputs that were rounded before: hence half a printed digit or 1.5 %, whichever is more.
     */
    @ParameterizedTest(name = "row {0}: {1} tokens/s at {2} an hour give {3} tokens a dollar")
    @CsvSource({
        "004-001, 284.7, 0.094, 10900000",
        "004-002, 235.7, 0.20, 4200000",
        "004-003, 214.0, 0.15, 5100000",
        "004-004, 173.5, 0.18, 3500000",
        "004-005, 304.8, 0.21, 5200000",
        "004-006, 199.9, 0.33, 2200000",
        "004-007, 195.3, 0.16, 4400000",
        "004-008, 189.5, 0.44, 1600000",
        "004-009, 167.4, 0.08, 7500000",
        "004-010, 126.7, 0.20, 2300000",
        "004-011, 149.2, 0.21, 2600000",
        "004-012, 96.7, 0.16, 2200000",
        "004-013, 93.8, 0.44, 767000",
        "004-014, 86.3, 0.33, 941000",
        "004-015, 81.1, 0.08, 3700000",
        "004-016, 44.7, 0.20, 804000",
        "004-017, 72.5, 0.21, 1200000",
        "004-018, 42.1, 0.33, 459000",
        "004-019, 13.0, 0.44, 107000",
        "004-020, 11.3, 0.20, 204000",
        "004-021, 3.6, 0.08, 161000",
        "004-022, 36.3, 2.00, 65000",
        "004-023, 3.5, 0.33, 38000"
    })
    void tokens_per_dollar_reproduce_the_stated_ones(String row, double tokensPerSecond, String price, double stated) {
        double halfADigit = stated >= 1e6 ? 50_000 : 500;

        assertThat(Cost.of(Money.usd(price), tokensPerSecond, false).outputTokensPerUnit())
                .isCloseTo(stated, within(Math.max(halfADigit, 0.015 * stated)));
    }

    @Test
    void a_month_has_thirty_days_of_the_whole_machine() {
        assertThat(Cost.of(Money.usd("1.99"), 600, false).monthly()).isEqualTo(Money.usd("1432.80"));
    }

    @Test
    void keeps_currency_and_the_label_of_a_single_stream() {
        Cost cost = Cost.of(Money.of("3", "EUR"), 33, true);

        assertThat(cost.perMillionOutputTokens().currency()).isEqualTo("EUR");
        assertThat(cost.monthly().currency()).isEqualTo("EUR");
        assertThat(cost.singleStream()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void needs_a_throughput(double tokensPerSecond) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cost.of(Money.usd("2"), tokensPerSecond, false))
                .withMessage("cost needs a positive price and throughput, but they were 2.00 USD and " + tokensPerSecond
                        + " tokens/s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1"})
    void needs_a_price(String price) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cost.of(Money.usd(price), 1, false))
                .withMessageContaining(Money.usd(price).toString());
    }

    @Nested
    class AnHourlyPrice {
        @Test
        void says_that_the_user_gave_it() {
            HourlyPrice price = HourlyPrice.given(Money.usd("1.99"));

            assertThat(price.source()).isEqualTo("given by the user");
            assertThat(price.market()).isEqualTo("unknown");
            assertThat(price.readAt()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "-0.01"})
        void is_more_than_zero(String amount) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HourlyPrice.given(Money.usd(amount)))
                    .withMessage("price per hour must be more than zero, but was " + Money.usd(amount));
        }

        @Test
        void is_never_so_high_that_a_cost_could_not_be_told_after_the_run() {
            HourlyPrice highest = HourlyPrice.given(Money.usd("5000000"));

            double oneTokenAnHour = 1.0 / 3600;
            assertThat(Cost.of(highest.amount(), oneTokenAnHour, true).perMillionOutputTokens())
                    .isEqualTo(Money.usd("5000000000000"));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> HourlyPrice.given(Money.usd("5000000.01")))
                    .withMessage("price per hour must be at most 5000000.00 USD, but was 5000000.01 USD");
        }
    }
}
