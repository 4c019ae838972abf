package dev.llmbench.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CourseTest {
    private final Course course = new Course();

    @Test
    void lies_on_a_line_between_two_samples() {
        course.add(100, 1);
        course.add(200, 3);

        assertThat(course.at(150)).isEqualTo(2);
        assertThat(course.at(100)).isEqualTo(1);
        assertThat(course.at(200)).isEqualTo(3);
    }

    @Test
    void stays_at_its_ends_outside_of_what_was_seen() {
        course.add(100, 1);
        course.add(200, 3);

        assertThat(course.at(0)).isEqualTo(1);
        assertThat(course.at(1_000)).isEqualTo(3);
    }

    @Test
    void gives_what_was_seen_in_a_window_in_ascending_order() {
        course.add(100, 5);
        course.add(200, 3);
        course.add(300, 4);

        assertThat(course.sortedBetween(150, 300)).containsExactly(3.0, 4.0);
    }

    @Test
    void has_no_value_before_the_first_sample() {
        assertThatIllegalStateException().isThrownBy(() -> course.at(1));
    }
}
