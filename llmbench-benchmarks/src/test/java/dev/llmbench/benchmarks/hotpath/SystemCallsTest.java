package dev.llmbench.benchmarks.hotpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SystemCallsTest {
    @Test
    void takes_what_was_counted_and_passes_over_the_rest() {
        SystemCalls calls = SystemCalls.parse(List.of(
                "# started on Sun Nov 29",
                "",
                "1200,,raw_syscalls:sys_enter,10000,100.00,,",
                "200,,syscalls:sys_enter_epoll_pwait2,10000,100.00,,",
                "1000,,syscalls:sys_enter_recvfrom,10000,100.00,,",
                "0,,syscalls:sys_enter_read,10000,100.00,,",
                "<not supported>,,syscalls:sys_enter_readv,0,100.00,,"));

        assertThat(calls.counts())
                .containsExactly(
                        new SystemCalls.Count("all", 1200),
                        new SystemCalls.Count("recvfrom", 1000),
                        new SystemCalls.Count("epoll_pwait2", 200));
    }
}
