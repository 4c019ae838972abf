package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
    @Nested
    class ReadFromText {
        @ParameterizedTest
        @CsvSource({
            "1.99, 1990000",
            "0.1, 100000",
            "0.000001, 1",
            "-2.5, -2500000",
            "' 3 ', 3000000",
            "1e3, 1000000000",
            "9223372036854.775807, 9223372036854775807"
        })
        void is_exact_to_a_millionth(String text, long micros) {
            assertThat(Money.usd(text)).isEqualTo(new Money(micros, "USD"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "two", "1,99", "0.0000001", "9223372036854.775808", "NaN", "$1", "1e999999999"})
        void refuses_what_is_no_amount(String text) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Money.usd(text))
                    .withMessage("amount must be a number with at most 6 decimals and 12 digits before them, but was '"
                            + text + "'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"usd", "US", "DOLLAR", "", "€"})
        void refuses_a_currency_without_a_code(String code) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Money.of("1", code))
                    .withMessage("currency must be an ISO 4217 code such as USD, but was '" + code + "'");
        }
    }

    @Nested
    class NearestToANumber {
        @ParameterizedTest
        @CsvSource({
            "0.163333333333, 163333",
            "0.0000005, 0",
            "0.0000015, 2",
            "-1.25, -1250000",
            "1e12, 1000000000000000000"
        })
        void is_rounded_to_whole_millionths(double units, long micros) {
            assertThat(Money.nearest(units, "EUR")).isEqualTo(new Money(micros, "EUR"));
        }

        @ParameterizedTest
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e13, Double.MAX_VALUE})
        void refuses_what_does_not_fit(double units) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Money.nearest(units, "USD"))
                    .withMessage("an amount must be at most 9000000000000 units of USD, but was " + units);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.99, 1.99 USD",
        "2, 2.00 USD",
        "100, 100.00 USD",
        "0, 0.00 USD",
        "-0.5, -0.50 USD",
        "0.000001, 0.000001 USD",
        "1.995, 1.995 USD"
    })
    void prints_two_decimals_or_as_many_as_it_has(String amount, String printed) {
        assertThat(Money.usd(amount)).hasToString(printed);
    }

    @Test
    void gives_its_units_without_loss() {
        assertThat(Money.usd("0.1").units()).isEqualByComparingTo(new BigDecimal("0.1"));
    }

    @Test
    void compares_within_a_currency_only() {
        assertThat(Money.usd("0.50")).isLessThan(Money.usd("0.51")).isEqualByComparingTo(Money.usd("0.5"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Money.usd("1").compareTo(Money.of("1", "EUR")))
                .withMessage("USD and EUR can't be compared");
    }
}
