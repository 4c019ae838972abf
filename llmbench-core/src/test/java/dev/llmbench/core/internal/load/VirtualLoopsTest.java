package dev.llmbench.core.internal.load;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.LevelResult;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several event loops measure what one would. */
class VirtualLoopsTest {
    /** The time of the request alone decides about the answer, so that it doesn't matter which loop brings it. */
    private static Answer byTime(VirtualServer.Seen seen) {
        SplittableRandom random = new SplittableRandom(seen.nanos());
        if (random.nextInt(10) == 0) {
            return Answer.stream()
                    .after(ofMillis(100))
                    .counted(2)
                    .after(ofMillis(random.nextInt(500)))
                    .cut();
        }
        Answer answer =
                Answer.stream().after(ofMillis(50 + random.nextInt(300))).counted(1 + random.nextInt(4));
        int events = random.nextInt(20);
        for (int i = 0; i < events; i++) {
            answer.after(ofMillis(1 + random.nextInt(60))).counted(1 + random.nextInt(4));
        }
        return answer.finish().done();
    }

    private static void assertSame(LevelResult several, LevelResult one) {
        assertThat(several.counts()).isEqualTo(one.counts());
        assertThat(several.window()).isEqualTo(one.window());
        assertThat(several.tokens()).isEqualTo(one.tokens());
        assertThat(several.throughput()).isEqualTo(one.throughput());
        assertThat(several.latency()).isEqualTo(one.latency());
        assertThat(several.verdict()).isEqualTo(one.verdict());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void in_an_open_loop(int loops) {
        Supplier<VirtualLevel> level = () -> VirtualLevel.rate(50, Arrival.POISSON, 12)
                .warmUp(ofSeconds(2))
                .window(ofSeconds(15))
                .objective("ttft.p90=300ms");

        LevelResult one = level.get().answering(VirtualLoopsTest::byTime).result();
        LevelResult several =
                level.get().loops(loops).answering(VirtualLoopsTest::byTime).result();

        assertThat(one.counts().measured().dropped()).isPositive();
        assertSame(several, one);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void in_a_closed_loop(int loops) {
        Supplier<VirtualLevel> level = () -> VirtualLevel.users(7)
                .warmUp(ofSeconds(3))
                .rampUp(ofMillis(1_913)) // no two users in step, so that requests have the same numbers
                .window(ofSeconds(15))
                .objective("ttft.p90=300ms");

        LevelResult one = level.get().answering(VirtualLoopsTest::byTime).result();
        LevelResult several =
                level.get().loops(loops).answering(VirtualLoopsTest::byTime).result();

        assertSame(several, one);
    }

    @Test
    void with_more_loops_than_users() {
        var measured = VirtualLevel.users(2)
                .loops(4)
                .warmUp(ofSeconds(1))
                .window(ofSeconds(5))
                .answering(Answer.of(10, ofMillis(100), ofMillis(100)));

        assertThat(measured.result().throughput().requests().perSecond()).isEqualTo(2);
        assertThat(measured.result().throughput().outputTokens().perSecond()).isEqualTo(20);
    }

    @Test
    void follow_a_request_that_was_due_in_the_window_and_is_sent_by_a_late_loop_when_it_is_over() {
        // The user of the second loop is due at 0, 5.006 and 10.012 s, and is sent 3 ms later.
        var measured = VirtualLevel.usersThinking(2, ofMillis(1))
                .loops(2)
                .lagging(ofMillis(3))
                .window(ofMillis(10_013))
                .answering(Answer.of(1, ofMillis(4_999), ZERO));

        assertThat(measured.result().counts().measured().succeeded()).isEqualTo(6);
        assertThat(measured.result().counts().measured().censored()).isZero();
    }

    @Test
    void keep_the_schedule_of_an_open_loop_where_one_is_late() {
        var measured = VirtualLevel.every(ofMillis(100))
                .loops(2)
                .lagging(ofMillis(4))
                .window(ofSeconds(10))
                .answering(Answer.of(2, ofMillis(100), ofMillis(10)));

        var latency = measured.result().latency();
        assertThat(measured.result().counts().measured().succeeded()).isEqualTo(100);
        assertThat(latency.client().lateSend().succeeded().countAtMost(ofMillis(1)))
                .isEqualTo(50);
        assertThat(latency.client().lateSend().succeeded().max()).contains(ofMillis(4));
    }
}
