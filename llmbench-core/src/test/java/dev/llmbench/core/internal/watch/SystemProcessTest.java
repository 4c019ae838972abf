package dev.llmbench.core.internal.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemProcessTest {
    @ParameterizedTest
    @CsvSource({
        "G1 Young Generation, true",
        "G1 Concurrent GC, true", // its time is that of its two pauses
        "PS Scavenge, true",
        "ZGC Pauses, true",
        "ZGC Cycles, false",
        "ZGC Minor Cycles, false",
        "Shenandoah Pauses, true",
        "Shenandoah Cycles, false"
    })
    void counts_only_collectors_that_stop_the_process(String collector, boolean stops) {
        assertThat(SystemProcess.stopsTheProcess(collector)).isEqualTo(stops);
    }

    @Test
    void tells_what_this_jvm_knows() {
        SystemProcess process = new SystemProcess();

        assertThat(process.processors()).isPositive();
        assertThat(process.cpuNanos()).isPresent();
        assertThat(process.pauseMillis()).isPresent();
    }
}
