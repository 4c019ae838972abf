package dev.llmbench.core.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Cost;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.Money;
import dev.llmbench.api.Rate;
import dev.llmbench.api.ServerFacts;
import org.junit.jupiter.api.Test;

class CostsTest {
    private static final ServerFacts PRICED =
            ServerFacts.unknown().withPricePerHour(HourlyPrice.given(Money.usd("1.99")));

    @Test
    void follow_from_price_and_throughput() {
        Cost cost = Costs.of(Levels.users(64), Levels.throughput(Rate.of(600)), PRICED)
                .orElseThrow();

        assertThat(cost.perMillionOutputTokens()).isEqualTo(Money.usd("0.921296"));
        assertThat(cost.singleStream()).isFalse();
    }

    @Test
    void of_one_user_are_marked_as_those_of_a_single_stream() {
        Cost cost = Costs.of(Levels.users(1), Levels.throughput(Rate.of(33)), PRICED)
                .orElseThrow();

        assertThat(cost.singleStream()).isTrue();
    }

    @Test
    void of_a_rate_are_not_those_of_a_single_stream() {
        Cost cost =
                Costs.of(Levels.rate(1), Levels.throughput(Rate.of(33)), PRICED).orElseThrow();

        assertThat(cost.singleStream()).isFalse();
    }

    @Test
    void are_absent_without_a_price_or_without_tokens() {
        assertThat(Costs.of(Levels.users(1), Levels.throughput(Rate.of(33)), ServerFacts.unknown()))
                .isEmpty();
        assertThat(Costs.of(Levels.users(1), Levels.throughput(Rate.of(0)), PRICED))
                .isEmpty();
    }
}
