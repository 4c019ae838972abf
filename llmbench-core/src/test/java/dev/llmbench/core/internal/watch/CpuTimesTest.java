package dev.llmbench.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuTimesTest {
    @Test
    void come_from_the_first_line_without_counting_guests_twice() {
        String text = """
                cpu  175564 45001 17192 109810 850 0 308 868 99 99
                cpu0 85994 22502 7806 57936 86 0 76 418 0 0
                intr 1
                """;

        assertThat(CpuTimes.parse(text)).contains(new CpuTimes(868, 349_593));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cpu", "cpu 1 2 3 4 5 6 7", "cpu a b c d e f g h i", "intr 1 2 3", "cpu0 1 2 3 4 5 6 7 8"})
    void are_absent_where_the_text_does_not_tell(String text) {
        assertThat(CpuTimes.parse(text)).isEmpty();
    }

    @Test
    void that_stand_still_or_go_back_give_no_share() {
        assertThat(new CpuTimes(5, 100).stolenPercentSince(new CpuTimes(5, 100)).value())
                .isEmpty();
        assertThat(new CpuTimes(4, 200).stolenPercentSince(new CpuTimes(5, 100)))
                .isEqualTo(Reading.of(0));
    }
}
