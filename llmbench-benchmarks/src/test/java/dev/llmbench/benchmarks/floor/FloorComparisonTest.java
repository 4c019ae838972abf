package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.benchmarks.harness.RawFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FloorComparisonTest {
    private static final List<String> PARTS = List.of("comparison", "quiet", "late");

    @TempDir
    private Path results;

    @Test
    void finds_nothing_where_nothing_was_measured() {
        assertThat(FloorComparison.measuredOf(results, PARTS, LoadCase.ids())).isEmpty();
    }

    @Test
    void names_loads_and_parts_that_were_measured_once_each() {
        add("samples", Samples.of("512x30", Contender.FLOOR, 0, 1).toJson());
        add("samples", Samples.of("512x30", Contender.BASE, 0, 1).toJson());
        add("samples", Samples.of("fast", Contender.FLOOR, 0, 1).toJson());
        add("late", new LateSends.Seen(2, 0).toJson());

        assertThat(FloorComparison.measuredOf(results, PARTS, LoadCase.ids()))
                .containsExactly("512x30", "fast", "late");
    }

    @Test
    void names_only_what_is_to_be_measured() {
        add("samples", Samples.of("512x30", Contender.FLOOR, 0, 1).toJson());
        add("late", new LateSends.Seen(2, 0).toJson());

        assertThat(FloorComparison.measuredOf(results, List.of("comparison"), List.of("fast", "512x30")))
                .containsExactly("512x30");
        assertThat(FloorComparison.measuredOf(results, List.of("quiet", "late"), List.of("512x30")))
                .containsExactly("late");
        assertThat(FloorComparison.measuredOf(results, List.of("quiet"), List.of("512x30")))
                .isEmpty();
    }

    private void add(String file, String line) {
        RawFile.in(results, file + ".jsonl").add(line);
    }
}
