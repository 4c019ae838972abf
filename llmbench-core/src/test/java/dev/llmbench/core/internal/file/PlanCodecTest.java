package dev.llmbench.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.api.Job;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanCodecTest {
    private static final int PLANS = 200;

    @ParameterizedTest(name = "seeds 0 to 199, {0}")
    @EnumSource(PlanFormat.class)
    void what_is_written_reads_back_equal(PlanFormat format) {
        for (long seed = 0; seed < PLANS; seed++) {
            Job job = new PlanGenerator(seed).job();

            String text = PlanCodec.write(job, format);
            PlanCodec.Content content = PlanCodec.parse("plan", text, format);

            assertThat(new Job(content.plan(), content.target().orElseThrow()))
                    .as("seed %d%n%s", seed, text)
                    .isEqualTo(job);
            assertThat(PlanCodec.hash(content.plan())).isEqualTo(PlanCodec.hash(job.plan()));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "30s, PT30S",
        "2m, PT2M",
        "1h30m, PT1H30M",
        "1h 30m, PT1H30M",
        "1.5s, PT1.5S",
        "1d, PT24H",
        "250us, PT0.00025S",
        "1ns, PT0.000000001S",
        "PT1M30S, PT1M30S",
        "p1d, PT24H",
        "0, PT0S"
    })
    void times_are_read_in_several_forms(String text, Duration expected) {
        assertThat(DurationText.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "1", "1x", "1s1s", "1s1h", "-1s", "1.2.3s", "0.1ns", "9999999999999999999h", "P", "1e3s"
            })
    void what_is_no_time_is_refused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("time");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "2, 2",
        "1e-7, 0.0000001",
        "0.30000000000000004, 0.30000000000000004",
        "1e22, 10000000000000000000000"
    })
    void numbers_have_the_same_digits_on_every_machine(double value, String expected) {
        assertThat(Numbers.text(value)).isEqualTo(expected);
        assertThat(Double.parseDouble(Numbers.text(value))).isEqualTo(value);
    }
}
