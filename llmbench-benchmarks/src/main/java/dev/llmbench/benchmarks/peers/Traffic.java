package dev.llmbench.benchmarks.peers;

import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The main part of what a server saw of a load generator: without the questions and trial requests before it.
 *
 * @param requests in the order of arrival
 * @param first those that were under way when most were for the first time
 */
record Traffic(List<RequestStamps> requests, List<RequestStamps> first) {
    /** Copies. */
    Traffic {
        requests = List.copyOf(requests);
        first = List.copyOf(first);
    }

    /**
     * Where the load is full.
     *
     * @param fromNanos when it begins
     * @param toNanos when it ends
     * @param tokens that were sent in it
     * @param atOnce how many requests were under way at most
     */
    record Steady(long fromNanos, long toNanos, long tokens, int atOnce) {
        /** Returns how long it is. */
        double seconds() {
            return (toNanos - fromNanos) / 1e9;
        }
    }

    /**
     * Finds the main part: from the requests that were under way when most were, and those that these overlap with, to the
     * last.
     *
     * <p>Questions and trial requests come before, one by one or a few at a time.
     *
     * @param stamps all that the server wrote
     * @param afterNanos what came before that moment is not the load generator's
     * @throws IllegalArgumentException when nothing came
     */
    static Traffic mainOf(List<RequestStamps> stamps, long afterNanos) {
        List<RequestStamps> sorted = stamps.stream()
                .filter(request -> request.reachedNanos() >= afterNanos)
                .sorted(Comparator.comparingLong(RequestStamps::reachedNanos))
                .toList();
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("the load generator sent no request");
        }
        List<Integer> most = mostAtOnce(sorted);
        long[] latestEnd = new long[sorted.size()]; // of a request and all before it
        for (int i = 0; i < latestEnd.length; i++) {
            latestEnd[i] = Math.max(endOf(sorted.get(i)), i == 0 ? Long.MIN_VALUE : latestEnd[i - 1]);
        }
        int begin = most.get(0);
        while (begin > 0 && latestEnd[begin - 1] > sorted.get(begin).reachedNanos()) {
            begin--;
        }
        return new Traffic(
                sorted.subList(begin, sorted.size()),
                most.stream().map(sorted::get).toList());
    }

    private static List<Integer> mostAtOnce(List<RequestStamps> sorted) {
        List<Integer> running = new ArrayList<>();
        List<Integer> most = List.of();
        for (int i = 0; i < sorted.size(); i++) {
            long now = sorted.get(i).reachedNanos();
            running.removeIf(other -> endOf(sorted.get(other)) <= now);
            running.add(i);
            if (running.size() > most.size()) {
                most = List.copyOf(running);
            }
        }
        return most;
    }

    /**
     * Returns the requests that the load generator counted: of those that were answered whole, the first to end.
     *
     * @param reported how many it says it counted
     * @throws IllegalArgumentException when the server answered fewer
     */
    List<RequestStamps> counted(int reported) {
        List<RequestStamps> complete = requests.stream()
                .filter(request -> request.end().outcome() == Outcome.COMPLETE)
                .sorted(Comparator.comparingLong(Traffic::endOf))
                .toList();
        if (complete.size() < reported) {
            throw new IllegalArgumentException(
                    "the load generator counts " + reported + " requests, but the server answered " + complete.size());
        }
        return complete.subList(0, reported);
    }

    /**
     * Finds where the load is full: from the moment when every stream has had its first token to the first end of a request
     * after which no other came.
     *
     * <p>A load generator that can't keep its streams going has no such part: then it is the middle half of its traffic.
     */
    Steady steady() {
        long from = Long.MIN_VALUE;
        for (RequestStamps request : first) {
            from = Math.max(from, firstTokenOf(request));
        }
        long lastStart = requests.get(requests.size() - 1).reachedNanos();
        long to = requests.stream()
                .mapToLong(Traffic::endOf)
                .filter(end -> end >= lastStart)
                .min()
                .orElseThrow();
        if (to <= from) {
            long begin = requests.get(0).reachedNanos();
            long whole = requests.stream().mapToLong(Traffic::endOf).max().orElseThrow() - begin;
            from = begin + whole / 4;
            to = begin + whole * 3 / 4;
        }
        return new Steady(from, to, tokensBetween(from, to), first.size());
    }

    private long tokensBetween(long from, long to) {
        long tokens = 0;
        for (RequestStamps request : requests) {
            for (EventStamp event : request.events()) {
                if (event.nanos() >= from && event.nanos() < to) {
                    tokens += event.tokens();
                }
            }
        }
        return tokens;
    }

    private static long firstTokenOf(RequestStamps request) {
        return request.events().stream()
                .filter(event -> event.tokens() > 0)
                .mapToLong(EventStamp::nanos)
                .findFirst()
                .orElse(request.reachedNanos());
    }

    private static long endOf(RequestStamps request) {
        return request.end()
                .nanos()
                .orElseGet(() -> request.events().stream()
                        .mapToLong(EventStamp::nanos)
                        .max()
                        .orElse(request.reachedNanos()));
    }
}
