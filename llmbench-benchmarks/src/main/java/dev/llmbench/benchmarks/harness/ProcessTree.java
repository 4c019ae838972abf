package dev.llmbench.benchmarks.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * CPU time and memory of a process and all that it has started, from {@code /proc}.
 *
 * <p>CPU time is told in ticks of 10 ms, and includes what ended children have used: a process that left the tree stays
 * counted with the parent that waited for it.
 */
final class ProcessTree {
    private static final double TICKS_PER_SECOND = 100;
    private static final int KIB = 1024;

    // Behind the name in parentheses: state is field 3; utime, stime, cutime and cstime are 14 to 17.
    private static final int FIRST_TIME = 14 - 3;
    private static final int TIMES = 4;

    private final ProcessHandle root;

    ProcessTree(ProcessHandle root) {
        this.root = root;
    }

    /** Returns user and system time so far, in seconds; empty when the process is gone. */
    Optional<Double> cpuSeconds() {
        double seconds =
                members().mapToDouble(pid -> cpuSeconds(read(pid, "stat"))).sum();
        return root.isAlive() && seconds > 0 ? Optional.of(seconds) : Optional.empty();
    }

    /**
     * Returns the proportional set size in bytes: pages that several processes share are divided among them. Empty when the
     * process is gone.
     */
    Optional<Double> pssBytes() {
        double bytes = members()
                .mapToDouble(pid -> pssBytes(read(pid, "smaps_rollup")))
                .sum();
        return root.isAlive() && bytes > 0 ? Optional.of(bytes) : Optional.empty();
    }

    private LongStream members() {
        return Stream.concat(Stream.of(root), root.descendants()).mapToLong(ProcessHandle::pid);
    }

    static double cpuSeconds(String stat) {
        int name = stat.lastIndexOf(')');
        if (name < 0) {
            return 0;
        }
        String[] fields = stat.substring(name + 1).strip().split("\\s+", -1);
        long ticks = 0;
        for (int i = FIRST_TIME; i < FIRST_TIME + TIMES && i < fields.length; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS_PER_SECOND;
    }

    static double pssBytes(String smaps) {
        return smaps.lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * KIB)
                .sum();
    }

    /** A process may end at any moment: what can't be read counts nothing. */
    private static String read(long pid, String file) {
        try {
            Path path = Path.of("/proc", Long.toString(pid), file);
            return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
