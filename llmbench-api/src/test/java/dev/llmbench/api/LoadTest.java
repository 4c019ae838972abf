package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadTest {
    @Nested
    class OfUsers {
        @Test
        void keeps_their_order() {
            assertThat(Load.concurrency(8, 1, 4).levels())
                    .containsExactly(new LoadLevel.Users(8), new LoadLevel.Users(1), new LoadLevel.Users(4));
        }

        @Test
        void may_follow_a_saturation_with_a_cap() {
            assertThat(Load.saturation().then(Load.concurrency(1)).maxUsers(40).levels())
                    .containsExactly(new LoadLevel.Saturation(OptionalInt.of(40)), new LoadLevel.Users(1));
            assertThat(new LoadLevel.Saturation(OptionalInt.of(40)).maxInFlight())
                    .hasValue(40);
            assertThat(new LoadLevel.Saturation(OptionalInt.empty()).maxInFlight())
                    .hasValue(512);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -5})
        void refuses_less_than_one(int users) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.concurrency(1, users))
                    .withMessage("concurrency must be between 1 and 65536, but was " + users);
        }

        @Test
        void refuses_more_than_a_machine_can_hold() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.concurrency(100_000))
                    .withMessage("concurrency must be between 1 and 65536, but was 100000; one machine can't hold more"
                            + " connections");
        }

        @Test
        void refuses_a_level_twice_and_no_level() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.concurrency(1, 4, 4))
                    .withMessage("a load names a level twice: 1 user, 4 users, 4 users");
            assertThatIllegalArgumentException()
                    .isThrownBy(Load::concurrency)
                    .withMessage("a load needs at least one level");
        }

        @Test
        void refuses_a_think_time_that_is_negative_or_endless() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.concurrency(1).thinkTime(Duration.ofMillis(-1)))
                    .withMessage("thinkTime must not be negative, but was PT-0.001S");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.concurrency(1).thinkTime(Duration.ofDays(366)))
                    .withMessage("thinkTime must be at most 365 days, but was PT8784H");
        }

        @Test
        void bounds_the_requests_under_way() {
            assertThat(new LoadLevel.Users(64).maxInFlight()).hasValue(64);
            assertThat(new LoadLevel.Users(64).label()).isEqualTo("64 users");
            assertThat(new LoadLevel.Users(1).label()).isEqualTo("1 user");
        }
    }

    @Nested
    class OfRates {
        @ParameterizedTest
        @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, 100_000.1})
        void refuses_what_is_not_positive_or_too_high(double rate) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.rate(rate))
                    .withMessage("requestsPerSecond must be positive and at most 100000, but was " + rate);
        }

        @Test
        void refuses_a_rate_twice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.rate(2, 2.0))
                    .withMessage("a load names a level twice: 2 requests/s poisson, 2 requests/s poisson");
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1})
        void refuses_a_cap_below_one(int cap) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Load.rate(2).maxInFlight(cap))
                    .withMessage("maxInFlight must be at least 1, but was " + cap);
        }

        @Test
        void is_poisson_without_a_cap_unless_told_otherwise() {
            assertThat(Load.rate(0.5).levels())
                    .containsExactly(new LoadLevel.Rate(0.5, Arrival.POISSON, OptionalInt.empty()));
            assertThat(Load.rate(2).arrival(Arrival.CONSTANT).maxInFlight(9).levels())
                    .containsExactly(new LoadLevel.Rate(2, Arrival.CONSTANT, OptionalInt.of(9)));
            assertThat(new LoadLevel.Rate(2, Arrival.CONSTANT, OptionalInt.of(9)).maxInFlight())
                    .hasValue(9);
        }

        @ParameterizedTest
        @CsvSource({"4, 4 requests/s poisson", "0.25, 0.25 requests/s poisson"})
        void has_a_label(double rate, String label) {
            assertThat(Load.rate(rate).levels().get(0).label()).isEqualTo(label);
        }
    }

    @Test
    void does_not_follow_the_list_it_was_made_of() {
        List<LoadLevel.Closed> levels = new ArrayList<>(List.of(new LoadLevel.Users(1)));
        Load.ClosedLoop load = new Load.ClosedLoop(levels, Duration.ZERO);

        levels.add(new LoadLevel.Users(2));

        assertThat(load.levels()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> load.levels().clear());
    }
}
