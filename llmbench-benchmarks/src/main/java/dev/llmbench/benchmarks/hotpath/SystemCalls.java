package dev.llmbench.benchmarks.hotpath;

import java.util.ArrayList;
import java.util.List;

/**
 * How many system calls event loops made, as {@code perf stat -x,} counts them.
 *
 * @param counts of each kind that was seen, the most frequent first
 */
record SystemCalls(List<Count> counts) {
    private static final String ENTRY = "sys_enter_";
    private static final String ALL = "raw_syscalls:sys_enter";

    /** How often one was made; {@code all} is their sum. */
    record Count(String name, long calls) {}

    SystemCalls {
        counts = List.copyOf(counts);
    }

    /** Reads lines; what was not counted, and comments, are passed over. */
    static SystemCalls parse(List<String> lines) {
        List<Count> counts = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split(",", -1);
            if (fields.length > 2 && fields[0].matches("[1-9][0-9]*")) {
                String event = fields[2];
                int name = event.indexOf(ENTRY);
                if (event.equals(ALL)) {
                    counts.add(new Count("all", Long.parseLong(fields[0])));
                } else if (name >= 0) {
                    counts.add(new Count(event.substring(name + ENTRY.length()), Long.parseLong(fields[0])));
                }
            }
        }
        counts.sort((a, b) -> Long.compare(b.calls(), a.calls()));
        return new SystemCalls(counts);
    }
}
