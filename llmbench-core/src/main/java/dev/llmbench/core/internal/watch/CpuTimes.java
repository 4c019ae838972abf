package dev.llmbench.core.internal.watch;

import java.util.Arrays;
import java.util.Optional;

/**
 * CPU time of the whole machine since its start, from the first line of {@code /proc/stat}.
 *
 * @param stolen time that the hypervisor gave to others, in clock ticks
 * @param total all time, in clock ticks
 */
record CpuTimes(long stolen, long total) {
    static final String PATH = "/proc/stat";

    // user nice system idle iowait irq softirq steal; guest time, which follows, is contained in user and nice.
    private static final int STEAL = 7;

    /** Reads the text of {@code /proc/stat}; empty when it has no line that tells of stolen time. */
    static Optional<CpuTimes> parse(String text) {
        return text.lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[0].equals("cpu") && fields.length > STEAL + 1)
                .findFirst()
                .flatMap(fields -> {
                    try {
                        long[] times = Arrays.stream(fields, 1, STEAL + 2)
                                .mapToLong(Long::parseLong)
                                .toArray();
                        return Optional.of(
                                new CpuTimes(times[STEAL], Arrays.stream(times).sum()));
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                });
    }

    /** Stolen time since an earlier reading, in percent of all CPU time since then. */
    Reading stolenPercentSince(CpuTimes earlier) {
        long all = total - earlier.total;
        if (all <= 0) {
            return Reading.absent("the machine's CPU times did not advance");
        }
        return Reading.of(100.0 * Math.max(0, stolen - earlier.stolen) / all);
    }
}
