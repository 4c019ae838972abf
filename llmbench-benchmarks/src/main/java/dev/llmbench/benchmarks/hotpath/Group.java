package dev.llmbench.benchmarks.hotpath;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a moment of an event loop's thread was spent on. */
enum Group {
    READ("kernel: reading sockets", Where.KERNEL, "sys_recv", "sys_read"),
    WAIT("kernel: waiting for events (epoll)", Where.KERNEL, "sys_epoll"),
    SEND("kernel: sending requests", Where.KERNEL, "sys_send", "sys_write"),
    KERNEL("kernel: interrupts, faults, scheduling", Where.KERNEL, ""),
    CLOCK("clock", Where.USER, "dev/llmbench/core/internal/time/", "clock_gettime", "os::javaTimeNanos"),
    HTTP("HTTP parser", Where.USER, "dev/llmbench/core/internal/http/"),
    SSE(
            "lines of the event stream",
            Where.USER,
            "dev/llmbench/core/internal/wire/SseReader",
            "dev/llmbench/core/internal/wire/LineReader"),
    JSON("JSON of the events", Where.USER, "dev/llmbench/core/internal/wire/"),
    RECORD("recorder", Where.USER, "dev/llmbench/core/internal/record/"),
    LOAD("requests, phases, timeouts", Where.USER, "dev/llmbench/core/internal/load/"),
    TRANSPORT("transport, above Netty", Where.USER, "dev/llmbench/core/internal/transport/"),
    NETTY("Netty: loop, pipeline, calls into C", Where.USER, "io/netty/", "netty_"),
    OTHER("JVM and others", Where.USER, "");

    private enum Where {
        KERNEL,
        USER
    }

    private static final String KERNEL_SUFFIX = "_[k]";

    private final String label;
    private final Where where;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> signs;

    Group(String label, Where where, String... signs) {
        this.label = label;
        this.where = where;
        this.signs = List.of(signs);
    }

    String label() {
        return label;
    }

    /**
     * Tells what a stack was spent on: in the kernel, by any frame that names the call; else by the frame nearest to the leaf
     * that belongs to a group, so that what the JDK does for a parser is that parser's.
     *
     * @param frames from the root to the leaf
     */
    static Group of(List<String> frames) {
        String leaf = frames.get(frames.size() - 1);
        if (leaf.endsWith(KERNEL_SUFFIX)) {
            return inKernel(frames);
        }
        for (int i = frames.size() - 1; i >= 0; i--) {
            Optional<Group> group = first(Where.USER, frames.get(i));
            if (group.isPresent()) {
                return group.get();
            }
        }
        return OTHER;
    }

    private static Group inKernel(List<String> frames) {
        return frames.stream()
                .filter(frame -> frame.endsWith(KERNEL_SUFFIX))
                .flatMap(frame -> first(Where.KERNEL, frame).stream())
                .findFirst() // nearest to the call: an interrupt in the middle of a read came by chance
                .orElse(KERNEL);
    }

    private static Optional<Group> first(Where where, String frame) {
        return Arrays.stream(values())
                .filter(group -> group.where == where && group != KERNEL && group != OTHER)
                .filter(group -> group.signs.stream().anyMatch(frame::contains))
                .findFirst();
    }
}
