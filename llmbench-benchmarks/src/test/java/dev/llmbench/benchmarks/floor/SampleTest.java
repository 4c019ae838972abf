package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class SampleTest {
    private static FloorClient floor(String printed) {
        return FloorClient.of(JsonMapper.shared().readTree(printed));
    }

    @Test
    void an_event_costs_the_window_s_cpu_time_divided_by_its_events() {
        Sample sample = new Sample(
                "512x30",
                "floor",
                0,
                new Window(0, 2_000_000_000),
                30_000,
                0.3,
                1,
                0,
                0,
                Optional.empty(),
                Optional.empty());

        assertThat(sample.cpuMicrosPerEvent()).isEqualTo(10);
        assertThat(sample.eventsPerSecond()).isEqualTo(15_000);
    }

    @Test
    void is_read_back_as_it_was_written() {
        Sample floor = Samples.of("64x30", Contender.FLOOR, 3, 8.25);
        Sample llmbench = Samples.of("64x30", Contender.BASE, 3, 9.5);
        Sample unpaced = new Sample(
                "fast", "floor", 0, new Window(5, 9), 7, 0.1, 2.0, 0.02, 1.0, Optional.empty(), Optional.empty());

        assertThat(Sample.parse(floor.toJson())).isEqualTo(floor);
        assertThat(Sample.parse(llmbench.toJson())).isEqualTo(llmbench);
        assertThat(Sample.parse(unpaced.toJson())).isEqualTo(unpaced);
        assertThat(floor.toJson()).doesNotContain("\n");
    }

    @Test
    void a_window_without_an_event_is_no_sample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sample(
                        "fast", "floor", 0, new Window(0, 1), 0, 0, 0, 0, 0, Optional.empty(), Optional.empty()))
                .withMessage("floor saw no event at fast");
    }

    @Test
    void refuses_a_line_that_lacks_a_figure() {
        String line = Samples.of("64x30", Contender.FLOOR, 3, 8.25).toJson().replace("\"cpuSeconds\"", "\"other\"");

        assertThatThrownBy(() -> Sample.parse(line)).isInstanceOf(JacksonException.class);
    }

    @Test
    void what_the_floor_prints_is_read() {
        FloorClient floor = floor("{\"client\":\"floor\",\"beginNanos\":10,\"endNanos\":30,\"cpuUserSeconds\":0.25,"
                + "\"cpuSystemSeconds\":0.5,\"events\":7,\"requests\":3,\"failures\":1,"
                + "\"delayMicros\":{\"count\":7,\"mean\":2.5,\"p50\":2.0,\"p95\":2.9,\"p99\":3.0,\"p999\":4.0}}");

        assertThat(floor)
                .isEqualTo(
                        new FloorClient(new Window(10, 30), 7, 3, 1, 0.75, Optional.of(new Delays(7, 2.5, 2, 3, 4))));
    }

    @Test
    void without_delays_the_floor_has_none() {
        String json = "{\"beginNanos\":10,\"endNanos\":30,\"cpuUserSeconds\":0,\"cpuSystemSeconds\":0,\"events\":7,"
                + "\"requests\":3,\"failures\":0%s}";

        assertThat(floor(json.formatted("")).delays()).isEmpty();
        assertThat(floor(json.formatted(",\"delayMicros\":{\"count\":0}")).delays())
                .isEmpty();
    }

    @Test
    void a_window_ends_after_it_begins() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Window(5, 5)).withMessageContaining("5 to 5");
    }

    @Test
    void a_window_has_its_first_moment_and_not_its_last() {
        Window window = new Window(5, 9);

        assertThat(window.has(5)).isTrue();
        assertThat(window.has(8)).isTrue();
        assertThat(window.has(4)).isFalse();
        assertThat(window.has(9)).isFalse();
    }
}
