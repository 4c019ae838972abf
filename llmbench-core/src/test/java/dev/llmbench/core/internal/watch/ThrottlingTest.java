package dev.llmbench.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThrottlingTest {
    private final FakeSources machine = new FakeSources();

    @Test
    void is_told_in_microseconds_by_version_2() {
        machine.files.put("/proc/self/cgroup", "0::/\n");
        machine.files.put("/sys/fs/cgroup/cpu.stat", "usage_usec 9\nnr_throttled 1\nthrottled_usec 7\n");

        assertThat(read()).containsExactly(Map.entry("/sys/fs/cgroup/cpu.stat", 7_000L));
    }

    @Test
    void is_told_in_nanoseconds_by_version_1() {
        machine.files.put("/proc/self/cgroup", "5:memory:/box\n4:cpu,cpuacct:/box\n0::/box\n");
        machine.files.put("/sys/fs/cgroup/cpu,cpuacct/box/cpu.stat", "nr_periods 0\nthrottled_time 7\n");

        assertThat(read()).containsExactly(Map.entry("/sys/fs/cgroup/cpu,cpuacct/box/cpu.stat", 7L));
    }

    @Test
    void is_found_at_the_root_where_a_container_only_sees_that() {
        machine.files.put("/proc/self/cgroup", "0::/kubepods/pod1/box\n");
        machine.files.put("/sys/fs/cgroup/cpu.stat", "throttled_usec 7\n");

        assertThat(read()).containsOnlyKeys("/sys/fs/cgroup/cpu.stat");
    }

    @Test
    void of_the_group_that_was_stopped_most_counts() {
        var before = new Throttling(Map.of("box", 0L, "pod", 0L));
        var after = new Throttling(Map.of("box", 10L, "pod", 30L, "new", 1_000L));

        assertThat(after.percentSince(before, 100, 1)).isEqualTo(Reading.of(30));
    }

    @Test
    void is_at_most_all_of_the_time() {
        var before = new Throttling(Map.of("box", 0L));
        var after = new Throttling(Map.of("box", 5_000L)); // summed by the kernel over 64 processors

        assertThat(after.percentSince(before, 100, 2)).isEqualTo(Reading.of(100));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nonsense", "throttled_usec", "throttled_usec x", "throttled_usec 99999999999999999999"})
    void is_absent_where_the_text_does_not_tell(String cpuStat) {
        machine.files.put("/proc/self/cgroup", "broken\n0::/\n");
        machine.files.put("/sys/fs/cgroup/cpu.stat", cpuStat);

        assertThat(read()).isEmpty();
    }

    private Map<String, Long> read() {
        return Throttling.read(machine.sources().files()).nanosByGroup();
    }
}
