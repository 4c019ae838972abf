package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FloorPageTest {
    private static final Map<String, String> VARIANTS = Map.of(Contender.BASE, "epoll, Java 17, G1");

    private static String page(List<Sample> samples, List<QuietSample> quiet, List<LateSends.Seen> late) {
        return new FloorPage(List.of("a machine"), samples, VARIANTS, quiet, late, List.of("one that failed")).text();
    }

    private static List<Sample> threeRepetitions(String load) {
        List<Sample> samples = new ArrayList<>();
        for (int repetition = 0; repetition < 3; repetition++) {
            samples.add(Samples.of(load, Contender.FLOOR, repetition, 10));
            samples.add(Samples.of(load, Contender.BASE, repetition, 12));
        }
        return samples;
    }

    @Test
    void tells_cost_ratio_and_delay_of_a_load() {
        String page = page(threeRepetitions("512x30"), List.of(), List.of());

        assertThat(page)
                .contains("- a machine")
                .contains("| 512 streams × 30/s | 3 | 10.00 [10.00, 10.00] | 12.00 [12.00, 12.00] |"
                        + " **1.20 [1.20, 1.20]** |")
                .contains("| 512 streams × 30/s | 60 [60, 60] | 62 [62, 62] | **2 [2, 2]** |")
                .contains("| 512 streams × 30/s | epoll, Java 17, G1 | 3 |")
                .contains("- 512 streams × 30/s: 3 × suspect events per read")
                .contains("1 windows were not used")
                .contains("- one that failed");
    }

    @Test
    void leaves_out_loads_and_parts_that_were_not_measured() {
        assertThat(page(threeRepetitions("512x30"), List.of(), List.of()))
                .doesNotContain("64 streams")
                .doesNotContain("## Quiet streams")
                .doesNotContain("## Late sends");
        assertThat(page(List.of(), List.of(), List.of())).doesNotContain("## CPU per event");
    }

    @Test
    void a_quiet_stream_costs_what_many_take_more_than_few() {
        List<QuietSample> quiet = List.of(
                new QuietSample("llmbench", 100, 0, 100e6, Optional.of(10e6)),
                new QuietSample("llmbench", 1_100, 0, 107e6, Optional.of(13e6)),
                new QuietSample("llmbench", 1_100, 1, 999e6, Optional.of(999e6)), // without its few
                new QuietSample("the floor", 100, 0, 1e6, Optional.empty()),
                new QuietSample("the floor", 1_100, 0, 1.5e6, Optional.empty()));

        assertThat(page(List.of(), quiet, List.of()))
                .contains("| llmbench | 100 to 1,100 | 1 | 3000 [3000, 3000] | 7000 [7000, 7000] | 107.0 |")
                .contains("| the floor | 100 to 1,100 | 1 | - | 500 [500, 500] | 1.5 |");
    }

    @Test
    void late_sends_are_told_with_the_worst() {
        List<LateSends.Seen> late =
                List.of(new LateSends.Seen(1, 0), new LateSends.Seen(2, 0), new LateSends.Seen(9, 0));

        assertThat(page(List.of(), List.of(), late))
                .contains("p99 **2.00 [1.00, 9.00] ms**, median of 3 repetitions; the worst repetition 9.00 ms.");
    }

    @Test
    void raw_lines_are_read_back() {
        QuietSample quiet = new QuietSample("llmbench", 100, 2, 100e6, Optional.of(10e6));
        LateSends.Seen late = new LateSends.Seen(1.5, 0.01);

        assertThat(QuietSample.parse(quiet.toJson())).isEqualTo(quiet);
        assertThat(LateSends.Seen.parse(late.toJson())).isEqualTo(late);
    }
}
