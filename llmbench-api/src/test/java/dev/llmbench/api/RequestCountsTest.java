package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestCountsTest {
    static LongStream seeds() {
        return Draw.seeds(100);
    }

    private static RequestCounts drawn(Draw draw) {
        Map<FailureKind, Long> failed = new EnumMap<>(FailureKind.class);
        for (FailureKind kind : FailureKind.values()) {
            failed.put(kind, (long) draw.below(3));
        }
        long sum = failed.values().stream().mapToLong(Long::longValue).sum();
        long[] rest = {draw.below(50), draw.below(5), draw.below(5), draw.below(5)};
        return new RequestCounts(
                sum + LongStream.of(rest).sum(), rest[0], failed, rest[1], rest[2], rest[3], draw.below(3));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void still_add_up_when_put_together(long seed) {
        Draw draw = new Draw(seed);
        RequestCounts a = drawn(draw);
        RequestCounts b = drawn(draw);

        RequestCounts both = a.plus(b);

        assertThat(both).isEqualTo(b.plus(a));
        assertThat(both.offered()).isEqualTo(a.offered() + b.offered());
        assertThat(both.failedTotal()).isEqualTo(a.failedTotal() + b.failedTotal());
        assertThat(both.reconnected()).isEqualTo(a.reconnected() + b.reconnected());
        assertThat(a.plus(RequestCounts.none())).isEqualTo(a);
        assertThat(new PhaseCounts(a, b, a).overall()).isEqualTo(both.plus(a));
        assertThat(new PhaseCounts(a, b, a).plus(new PhaseCounts(b, a, a)))
                .isEqualTo(new PhaseCounts(both, both, a.plus(a)));
    }

    @Test
    void refuse_what_does_not_add_up() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestCounts(10, 5, Map.of(FailureKind.EMPTY, 1L), 1, 1, 1, 0))
                .withMessage(
                        "offered (10) must be succeeded (5) + failed (1) + censored (1) + cancelled (1) + dropped (1)"
                                + " = 9");
    }

    @Test
    void refuse_negative_counts_even_where_the_sum_fits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestCounts(0, 1, Map.of(), -1, 0, 0, 0))
                .withMessage("counts must not be negative, but were succeeded 1, censored -1, cancelled 0, dropped 0,"
                        + " reconnected 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequestCounts(1, 1, Map.of(FailureKind.TLS, -1L), 0, 0, 0, 0))
                .withMessage("failed must not be negative, but was -1 of TLS");
    }

    @Test
    void leave_out_kinds_that_did_not_occur_and_do_not_follow_their_map() {
        Map<FailureKind, Long> failed = new EnumMap<>(Map.of(FailureKind.TLS, 0L, FailureKind.EMPTY, 1L));
        RequestCounts counts = new RequestCounts(1, 0, failed, 0, 0, 0, 0);

        failed.put(FailureKind.CONNECT, 5L);

        assertThat(counts.failed()).containsExactly(Map.entry(FailureKind.EMPTY, 1L));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> counts.failed().clear());
    }

    @Test
    void tell_success_of_what_finished_and_service_of_what_was_offered() {
        RequestCounts counts = new RequestCounts(100, 60, Map.of(FailureKind.CONNECT, 20L), 5, 5, 10, 0);

        assertThat(counts.successRate()).isEqualTo(0.75); // 60 of 60 + 20
        assertThat(counts.servedShare()).isEqualTo(60.0 / 90); // dropped ones count against it
    }

    @Test
    void tell_nothing_bad_where_nothing_can_be_judged() {
        RequestCounts onlyCutOff = new RequestCounts(3, 0, Map.of(), 2, 1, 0, 0);

        assertThat(RequestCounts.none().successRate()).isEqualTo(1);
        assertThat(onlyCutOff.successRate()).isEqualTo(1);
        assertThat(onlyCutOff.servedShare()).isEqualTo(1);
    }

    @Test
    void serve_nothing_when_all_were_dropped_or_failed() {
        assertThat(new RequestCounts(3, 0, Map.of(), 0, 0, 3, 0).servedShare()).isZero();
        assertThat(new RequestCounts(3, 0, Map.of(FailureKind.TLS, 3L), 0, 0, 0, 0).successRate())
                .isZero();
    }
}
