package dev.llmbench.core.internal.run;

import dev.llmbench.api.Environment;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes this machine, as far as it matters to a measurement. */
final class ClientEnvironment {
    private ClientEnvironment() {}

    static Environment describe(int eventLoops, String transport) {
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        long heapMiB = Runtime.getRuntime().maxMemory() >> 20;
        return new Environment(
                Runtime.getRuntime().availableProcessors(),
                property("os.name") + " " + property("os.version") + " " + property("os.arch"),
                property("java.vm.name") + " " + property("java.runtime.version"),
                collectors,
                eventLoops,
                transport,
                Map.of("maxHeapMiB", Long.toString(heapMiB)));
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }
}
