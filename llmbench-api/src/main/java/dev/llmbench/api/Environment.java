package dev.llmbench.api;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The machine that generated the load.
 *
 * @param processors processors available to the process
 * @param operatingSystem name, version and architecture
 * @param jvm vendor and version
 * @param garbageCollector its name
 * @param eventLoops how many event loops sent and received
 * @param transport {@code epoll} or {@code nio}
 * @param details further facts by name
 */
public record Environment(
        int processors,
        String operatingSystem,
        String jvm,
        String garbageCollector,
        int eventLoops,
        String transport,
        Map<String, String> details) {
    /** Copies the details. */
    public Environment {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }
}
