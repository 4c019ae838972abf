package dev.llmbench.core.internal.load;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Timeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the window went, second by second. */
class VirtualTimelineTest {
    @Test
    void has_a_step_a_second_and_a_short_one_at_the_end() {
        Timeline timeline = timeline(
                VirtualLevel.users(1).window(ofMillis(3_500)).answering(Answer.of(10, ofMillis(100), ofMillis(100))));

        assertThat(timeline.step()).isEqualTo(ofSeconds(1));
        assertThat(timeline.steps()).hasSize(4);
        assertThat(timeline.steps()).allSatisfy(step -> {
            assertThat(step.meanConcurrency()).isCloseTo(1, within(0.001));
            assertThat(step.outputTokensPerSecond()).isBetween(8.0, 10.1);
            assertThat(step.failures()).isZero();
        });
    }

    @Test
    void shows_when_the_load_came_and_when_requests_failed() {
        // one request every 500 ms; each answered after 200 ms, those that are sent in the third second with an error
        var steps = timeline(VirtualLevel.every(ofMillis(500))
                        .warmUp(ZERO)
                        .window(ofSeconds(4))
                        .answering(seen -> seen.number() == 4 || seen.number() == 5
                                ? Answer.status(500, ofMillis(200), "no")
                                : Answer.of(1, ofMillis(200), ZERO)))
                .steps();

        assertThat(steps).extracting(Timeline.Step::failures).isEqualTo(List.of(0L, 0L, 2L, 0L));
        assertThat(steps).extracting(Timeline.Step::firstTokens).isEqualTo(List.of(2L, 2L, 0L, 2L));
        assertThat(steps.get(0).meanTimeToFirstToken()).contains(ofMillis(200));
        assertThat(steps.get(2).meanTimeToFirstToken()).isEmpty();
        assertThat(steps).allSatisfy(step -> assertThat(step.meanConcurrency()).isCloseTo(0.4, within(0.001)));
    }

    @Test
    void adds_up_to_the_throughput_of_the_window() {
        var measured = VirtualLevel.users(5)
                .loops(2)
                .warmUp(ofSeconds(1))
                .window(ofSeconds(7))
                .answering(Answer.of(37, ofMillis(130), ofMillis(41)));

        double mean = timeline(measured).steps().stream()
                .mapToDouble(Timeline.Step::outputTokensPerSecond)
                .average()
                .orElseThrow();
        assertThat(mean).isCloseTo(measured.result().throughput().outputTokens().perSecond(), within(1e-6));
    }

    private static Timeline timeline(VirtualLevel.Measured measured) {
        return measured.result().timeline().orElseThrow();
    }
}
