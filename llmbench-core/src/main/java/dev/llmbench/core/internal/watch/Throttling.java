package dev.llmbench.core.internal.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long CPU quotas have stopped this process, by control group: its own and those around it.
 *
 * @param nanosByGroup path of the group's {@code cpu.stat} to throttled time since the group was made
 */
record Throttling(Map<String, Long> nanosByGroup) {
    private static final String OF_THIS_PROCESS = "/proc/self/cgroup";
    private static final String ROOT = "/sys/fs/cgroup";
    private static final long NANOS_PER_MICRO = 1_000;

    /** Reads the files of every group that holds this process; none where there are no control groups. */
    static Throttling read(Sources.Texts files) {
        Map<String, Long> found = new LinkedHashMap<>();
        files.read(OF_THIS_PROCESS).ifPresent(text -> text.lines().forEach(line -> addGroups(line, files, found)));
        return new Throttling(found);
    }

    /** A line is {@code 0::/path} (version 2) or {@code 4:cpu,cpuacct:/path} (version 1). */
    private static void addGroups(String line, Sources.Texts files, Map<String, Long> found) {
        String[] parts = line.strip().split(":", 3);
        if (parts.length < 3) {
            return;
        }
        String mount;
        if (parts[1].isEmpty()) {
            mount = ROOT;
        } else if (java.util.List.of(parts[1].split(",")).contains("cpu")) {
            mount = ROOT + "/" + parts[1];
        } else {
            return;
        }
        // In a container the path may be the host's while only the root is mounted: every ancestor is tried.
        String group = parts[2];
        while (true) {
            String path = mount + (group.equals("/") ? "" : group) + "/cpu.stat";
            files.read(path).ifPresent(text -> throttledNanos(text).ifPresent(nanos -> found.put(path, nanos)));
            int slash = group.lastIndexOf('/');
            if (slash < 0 || group.length() <= 1) {
                return;
            }
            group = slash == 0 ? "/" : group.substring(0, slash);
        }
    }

    private static OptionalLong throttledNanos(String cpuStat) {
        Optional<OptionalLong> found = cpuStat.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length == 2)
                .map(fields -> switch (fields[0]) {
                    case "throttled_usec" -> number(fields[1], NANOS_PER_MICRO);
                    case "throttled_time" -> number(fields[1], 1);
                    default -> OptionalLong.empty();
                })
                .filter(OptionalLong::isPresent)
                .findFirst();
        return found.orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String digits, long factor) {
        try {
            return OptionalLong.of(Math.multiplyExact(Long.parseLong(digits), factor));
        } catch (NumberFormatException | ArithmeticException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Throttled time since an earlier reading, of the group that was stopped most, in percent of what the processors could
     * have done. The kernel sums the time over processors.
     */
    Reading percentSince(Throttling earlier, long wallNanos, int processors) {
        OptionalLong most = nanosByGroup.entrySet().stream()
                .filter(group -> earlier.nanosByGroup.containsKey(group.getKey()))
                .mapToLong(group -> group.getValue() - earlier.nanosByGroup.getOrDefault(group.getKey(), 0L))
                .max();
        if (most.isEmpty()) {
            return Reading.absent("no control group tells of throttling");
        }
        return Reading.of(Math.min(100, 100.0 * Math.max(0, most.getAsLong()) / wallNanos / processors));
    }
}
