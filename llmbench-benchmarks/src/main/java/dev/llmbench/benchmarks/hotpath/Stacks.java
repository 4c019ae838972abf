package dev.llmbench.benchmarks.hotpath;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sampled stacks, as async-profiler writes them: a line each, {@code [thread tid=1];frame;frame 12}.
 *
 * @param all the different ones
 */
record Stacks(List<Stack> all) {
    /**
     * A stack that was seen.
     *
     * @param thread its thread's name
     * @param frames from the root to the leaf, at least one
     * @param samples how often
     */
    record Stack(String thread, List<String> frames, long samples) {}

    /** A name with the share of all samples in which it was seen, from 0 to 1. */
    record Share(String name, double share) {}

    Stacks {
        all = List.copyOf(all);
    }

    /**
     * Reads lines.
     *
     * @throws IllegalArgumentException if one is something else
     */
    static Stacks parse(List<String> lines) {
        List<Stack> stacks = new ArrayList<>();
        for (String line : lines) {
            int space = line.lastIndexOf(' ');
            int semicolon = line.indexOf(';');
            if (space < 0
                    || semicolon < 0
                    || !line.startsWith("[")
                    || !line.substring(space + 1).matches("[0-9]+")) {
                throw new IllegalArgumentException("'" + line + "' is no stack with its thread and count");
            }
            String thread = line.substring(1, semicolon).replaceFirst("( tid=[0-9]+)?]$", "");
            List<String> frames =
                    Arrays.asList(line.substring(semicolon + 1, space).split(";", -1));
            stacks.add(new Stack(thread, frames, Long.parseLong(line.substring(space + 1))));
        }
        return new Stacks(stacks);
    }

    /** Returns those of some threads. */
    Stacks of(Predicate<String> thread) {
        return new Stacks(
                all.stream().filter(stack -> thread.test(stack.thread())).toList());
    }

    long samples() {
        return all.stream().mapToLong(Stack::samples).sum();
    }

    /** Returns the shares of what each stack is told to be, the largest first. */
    List<Share> by(Function<Stack, String> kind) {
        return shares(stack -> List.of(kind.apply(stack)));
    }

    /** Returns in which share of the samples a frame was on the stack at all, the largest first. */
    List<Share> withFrame(Predicate<String> wanted) {
        return shares(
                stack -> new HashSet<>(stack.frames().stream().filter(wanted).toList()));
    }

    private List<Share> shares(Function<Stack, Iterable<String>> names) {
        Map<String, Long> sums = new HashMap<>();
        for (Stack stack : all) {
            for (String name : names.apply(stack)) {
                sums.merge(name, stack.samples(), Long::sum);
            }
        }
        double whole = samples();
        return sums.entrySet().stream()
                .map(entry -> new Share(entry.getKey(), entry.getValue() / whole))
                .sorted(Comparator.comparingDouble(Share::share).reversed().thenComparing(Share::name))
                .toList();
    }
}
