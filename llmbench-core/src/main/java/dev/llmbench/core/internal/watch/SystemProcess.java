package dev.llmbench.core.internal.watch;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** This process, as its JVM tells. */
final class SystemProcess implements Sources.ProcessFigures {
    /** The beans of ZGC and Shenandoah that count concurrent work; their pauses have beans of their own. */
    private static final String CONCURRENT = "Cycles";

    private final java.lang.management.OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();

    @Override
    public OptionalLong cpuNanos() {
        return system instanceof OperatingSystemMXBean bean ? present(bean.getProcessCpuTime()) : OptionalLong.empty();
    }

    @Override
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    @Override
    public OptionalLong pauseMillis() {
        long[] pauses = collectors.stream()
                .filter(bean -> stopsTheProcess(bean.getName()))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis >= 0)
                .toArray();
        return pauses.length == 0
                ? OptionalLong.empty()
                : OptionalLong.of(LongStream.of(pauses).sum());
    }

    @Override
    public OptionalLong descriptorLimit() {
        return system instanceof UnixOperatingSystemMXBean bean
                ? present(bean.getMaxFileDescriptorCount())
                : OptionalLong.empty();
    }

    @Override
    public OptionalLong openDescriptors() {
        return system instanceof UnixOperatingSystemMXBean bean
                ? present(bean.getOpenFileDescriptorCount())
                : OptionalLong.empty();
    }

    static boolean stopsTheProcess(String collector) {
        return !collector.endsWith(CONCURRENT);
    }

    private static OptionalLong present(long value) {
        return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
