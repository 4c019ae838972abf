package dev.llmbench.report.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Money;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "0.00001234 | 0.0000123",
                "0.5 | 0.500",
                "5 | 5.00",
                "9.994 | 9.99",
                "9.995 | 10.0",
                "12.34 | 12.3",
                "99.96 | 100",
                "123.4 | 123",
                "999.6 | 1,000",
                "12345 | 12,300",
                "1234567 | 1,230,000",
                "-12.34 | -12.3",
                "Infinity | ∞",
                "-Infinity | -∞",
                "NaN | -"
            })
    void numbers_have_three_significant_digits(double value, String shown) {
        assertThat(Figures.number(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "999 | 999",
                "999.4 | 999",
                "999.6 | 1.00K",
                "767123 | 767K",
                "999999 | 1.00M",
                "10944000 | 10.9M",
                "1234000000 | 1.23B",
                "5000000000000 | 5.00T",
                "Infinity | ∞"
            })
    void magnitudes_are_rounded_before_their_letter_is_chosen(double value, String shown) {
        assertThat(Figures.magnitude(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0",
                "0.0001 | <0.1",
                "0.01 | 1",
                "0.5 | 50",
                "0.975 | 97.5",
                "0.99949 | 99.9",
                "0.99951 | >99.9",
                "0.999999 | >99.9",
                "1 | 100"
            })
    void shares_reach_all_and_nothing_only_when_they_do(double share, String shown) {
        assertThat(Figures.percent(share)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S | 0 s",
                "PT0.000000001S | 1 ns",
                "PT0.00000012S | 120 ns",
                "PT0.0009996S | 1 ms",
                "PT0.0123456S | 12.3 ms",
                "PT0.9996S | 1 s",
                "PT1.5S | 1.5 s",
                "PT1.234S | 1.23 s",
                "PT60S | 60 s",
                "PT90S | 90 s",
                "PT2M | 2 min",
                "PT2M3S | 2 min 3 s",
                "PT59M59.4S | 59 min 59 s",
                "PT59M59.6S | 1 h",
                "PT1H2M | 1 h 2 min",
                "PT1H59M40S | 2 h",
                "PT1000H | 1,000 h"
            })
    void durations_take_the_unit_that_fits(Duration time, String shown) {
        assertThat(Figures.duration(time)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0:00", "PT7.9S, 0:07", "PT12M34S, 12:34", "PT1H2M3S, 1:02:03", "PT-1S, 0:00"})
    void clocks_count_whole_seconds(Duration time, String shown) {
        assertThat(Figures.clock(time)).isEqualTo(shown);
    }

    @Test
    void half_widths_have_two_significant_digits() {
        assertThat(Figures.halfWidth(12.34)).isEqualTo("12");
        assertThat(Figures.halfWidth(0.0456)).isEqualTo("0.046");
        assertThat(Figures.halfWidth(1_234)).isEqualTo("1,200");
    }

    @Test
    void money_keeps_its_currency() {
        assertThat(Figures.money(Money.usd("0.23149"))).isEqualTo("0.231 USD");
        assertThat(Figures.money(Money.of("1792.8", "EUR"))).isEqualTo("1,790 EUR");
    }

    @Test
    void counts_separate_their_thousands() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.stated(0.7)).isEqualTo("0.7");
        assertThat(Figures.stated(5)).isEqualTo("5");
    }
}
