package dev.llmbench.api;

import static dev.llmbench.api.ValidityCheck.CLOCK_JUMP;
import static dev.llmbench.api.ValidityCheck.EVENT_LOOP_LAG;
import static dev.llmbench.api.ValidityCheck.OWN_CPU;
import static dev.llmbench.api.ValidityCheck.PAUSES;
import static dev.llmbench.api.ValidityCheck.WARM_UP_BOUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidityTest {
    private static Validity.Finding finding(ValidityCheck check, Verdict verdict) {
        return new Validity.Finding(check, Optional.empty(), verdict);
    }

    @Test
    void is_the_worst_of_its_findings() {
        Validity validity =
                new Validity(List.of(finding(PAUSES, Verdict.SUSPECT), finding(OWN_CPU, Verdict.VALID)), List.of());

        assertThat(validity.verdict()).isEqualTo(Verdict.SUSPECT);
        assertThat(new Validity(List.of(), List.of()).verdict()).isEqualTo(Verdict.VALID);
        assertThat(Verdict.SUSPECT.worse(Verdict.INVALID)).isEqualTo(Verdict.INVALID);
        assertThat(Verdict.SUSPECT.worse(Verdict.VALID)).isEqualTo(Verdict.SUSPECT);
    }

    @Test
    void gives_its_reasons_the_worst_first_and_else_in_their_order() {
        Validity validity = new Validity(
                List.of(
                        finding(WARM_UP_BOUND, Verdict.SUSPECT),
                        finding(OWN_CPU, Verdict.VALID),
                        finding(CLOCK_JUMP, Verdict.INVALID),
                        finding(PAUSES, Verdict.SUSPECT)),
                List.of(new Validity.NotChecked(EVENT_LOOP_LAG, "no figures")));

        assertThat(validity.reasons())
                .extracting(Validity.Finding::check)
                .containsExactly(CLOCK_JUMP, WARM_UP_BOUND, PAUSES);
    }

    @Nested
    class Limits {
        /** The table of docs/metrics.md. */
        @ParameterizedTest
        @CsvSource({
            "EVENT_LOOP_LAG, 10, 20",
            "LATE_SENDS, 5, 50",
            "OWN_CPU, 70, 90",
            "PAUSES, 0.5, 2",
            "STOLEN_CPU, 3, 10",
            "PROMPT_LENGTH, 2, 10",
            "OUTPUT_LENGTH, 2, 10",
            "RECONNECTED, 1, 10",
            "ESTIMATED_TOKENS, 2,",
            "PREFIX_CACHE_HITS, 2, 20",
            "WARM_UP_BOUND, ,",
            "THROUGHPUT_SLOPE, ,",
            "ABOVE_ROOFLINE, ,"
        })
        void are_those_of_the_definitions(ValidityCheck check, Double suspect, Double invalid) {
            assertThat(ValidityLimits.defaults().suspect(check)).isEqualTo(Optional.ofNullable(suspect));
            assertThat(ValidityLimits.defaults().invalid(check)).isEqualTo(Optional.ofNullable(invalid));
        }

        @Test
        void change_one_at_a_time() {
            ValidityLimits limits = ValidityLimits.defaults().with(OWN_CPU, 40, 50);

            assertThat(limits.suspect(OWN_CPU)).contains(40.0);
            assertThat(limits.invalid(OWN_CPU)).contains(50.0);
            assertThat(limits.suspect(PAUSES)).contains(0.5);
            assertThat(ValidityLimits.defaults().suspect(OWN_CPU)).contains(70.0);
        }

        @ParameterizedTest
        @ValueSource(doubles = {-1, Double.NaN})
        void are_zero_or_more(double limit) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ValidityLimits(Map.of(PAUSES, limit), Map.of()))
                    .withMessage("the limit of PAUSES must be 0 or more, but was " + limit);
        }

        @Test
        void are_infinite_where_nothing_shall_be_suspect() {
            ValidityLimits limits = ValidityLimits.defaults().with(OWN_CPU, Double.POSITIVE_INFINITY, 50);

            assertThat(limits.suspect(OWN_CPU)).contains(Double.POSITIVE_INFINITY);
            assertThat(limits.invalid(OWN_CPU)).contains(50.0);
        }
    }

    @Nested
    class Figures {
        @ParameterizedTest
        @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
        void per_second_are_finite_and_not_negative(double value) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Rate.of(value))
                    .withMessage("perSecond must be 0 or more and finite, but was " + value);
        }

        @Test
        void have_intervals_that_begin_before_they_end() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Interval(2, 1, 0.95))
                    .withMessage("an interval must not end before it begins: 2.0 … 1.0");
            assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1, 0.95));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Interval(1, 2, 1))
                    .withMessage("confidence must be between 0 and 1, but was 1.0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new DurationInterval(Draw.ms(2), Optional.of(Draw.ms(1)), 0.95))
                    .withMessage("an interval must not end before it begins: PT0.002S … PT0.001S");
        }

        @Test
        void have_intervals_with_a_relative_width() {
            assertThat(new Interval(95, 105, 0.95).relativeHalfWidth(100)).isEqualTo(0.05);
            assertThat(new Interval(-1, 1, 0.95).relativeHalfWidth(0)).isInfinite();
            assertThat(new Interval(0, 0, 0.95).relativeHalfWidth(0)).isInfinite();
        }

        @Test
        void rest_on_the_basis_of_most_tokens() {
            assertThat(new TokenBasis(0, 0, 0).main()).isEqualTo("none");
            assertThat(new TokenBasis(0.5, 0.5, 0).main()).isEqualTo("exact");
            assertThat(new TokenBasis(0, 0.6, 0.4).main()).isEqualTo("prorated");
            assertThat(new TokenBasis(0.3, 0.3, 0.4).main()).isEqualTo("estimated");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TokenBasis(0, 1.1, 0))
                    .withMessage("a share must be between 0 and 1, but was 1.1");
        }

        @Test
        void are_never_infinite_and_finite_at_once() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Quantile(50, Optional.of(Draw.ms(1)), true, false, Optional.empty(), 1, true))
                    .withMessage("a quantile can't be unbounded and PT0.001S");
        }
    }
}
