package dev.llmbench.benchmarks.hotpath;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupTest {
    private static final String NETTY = "io/netty/channel/epoll/EpollIoHandler.run";
    private static final String CONNECTION = "dev/llmbench/core/internal/transport/Http1Connection.read";

    @Test
    void of_a_system_call_is_that_call_whatever_the_kernel_did_in_it() {
        assertThat(Group.of(List.of(NETTY, "recv", "do_syscall_64_[k]", "__x64_sys_recvfrom_[k]", "tcp_recvmsg_[k]")))
                .isEqualTo(Group.READ);
        assertThat(Group.of(List.of(NETTY, "__x64_sys_epoll_pwait2_[k]", "schedule_[k]")))
                .isEqualTo(Group.WAIT);
        assertThat(Group.of(List.of(NETTY, "__x64_sys_sendto_[k]", "tcp_sendmsg_[k]", "net_rx_action_[k]")))
                .isEqualTo(Group.SEND);
    }

    @Test
    void of_an_interrupt_is_nobodys() {
        assertThat(Group.of(List.of(CONNECTION, "asm_sysvec_apic_timer_interrupt_[k]", "native_write_msr_[k]")))
                .isEqualTo(Group.KERNEL);
    }

    @Test
    void of_what_the_jdk_does_is_its_nearest_caller_of_ours() {
        assertThat(Group.of(List.of(
                        NETTY, CONNECTION, "dev/llmbench/core/internal/wire/JsonCursor.is", "java/util/Arrays.equals")))
                .isEqualTo(Group.JSON);
        assertThat(Group.of(List.of(NETTY, CONNECTION, "dev/llmbench/core/internal/wire/SseReader.next")))
                .isEqualTo(Group.SSE);
        assertThat(Group.of(List.of(NETTY, "java/util/HashMap.get"))).isEqualTo(Group.NETTY);
    }

    @Test
    void of_the_jvm_itself_is_the_rest() {
        assertThat(Group.of(List.of("thread_native_entry", "SafepointSynchronize::block")))
                .isEqualTo(Group.OTHER);
    }
}
