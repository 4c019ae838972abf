package dev.llmbench.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.Target;
import dev.llmbench.simulator.script.Script;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
    @TempDir
    private Path folder;

    @Test
    void have_ids_of_their_own_and_the_goal_among_them() {
        assertThat(Rows.ids()).doesNotHaveDuplicates().contains(Rows.GOAL);
        assertThat(Rows.of(Rows.GOAL).users()).hasValue(512);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rows.of("no-such-row"))
                .withMessageContaining("no-such-row");
    }

    @Test
    void have_one_level_and_a_script_that_another_process_can_read() {
        for (Row row : Rows.all()) {
            Path file = folder.resolve(row.id() + ".json");
            row.script().save(file);

            assertThat(Script.load(file)).as(row.id()).isEqualTo(row.script());
            assertThat(row.benchmark(Target.openAi("http://127.0.0.1:1").model("m"))
                            .plan()
                            .points())
                    .as(row.id())
                    .hasSize(1);
        }
    }

    @Test
    void in_a_hurry_are_measured_for_two_seconds_at_most() {
        assertThat(Rows.all()).allSatisfy(row -> {
            assertThat(row.quick().window()).isLessThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(row.quick().warmUp()).isLessThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(row.quick().script()).isEqualTo(row.script());
        });
    }

    @Test
    void leave_out_the_floor_where_it_can_not_do_the_same() {
        assertThat(FloorTrial.possible(Rows.of(Rows.GOAL))).isTrue();
        assertThat(FloorTrial.possible(Rows.of("open-poisson"))).isFalse();
        assertThat(FloorTrial.possible(Rows.of("not-streamed"))).isFalse();
        assertThat(FloorTrial.possible(Rows.of("cold"))).isFalse();
    }
}
