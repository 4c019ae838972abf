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
 */
record Traffic(List<RequestStamps> requests) {
    /** Copies. */
    Traffic {
        requests = List.copyOf(requests);
    }

    /** Where the load is full, and how many tokens were sent there. */
    record Steady(long fromNanos, long toNanos, long tokens) {
        /** Returns how long it is. */
        double seconds() {
            return (toNanos - fromNanos) / 1e9;
        }
    }

    /**
     * Finds the main part: from the requests that were under way when all streams first were, and those that these overlap
     * with, to the last.
     *
     * <p>Questions and trial requests come before, one by one or a few at a time.
     *
     * @param stamps all that the server wrote
     * @param afterNanos what came before that moment is not the load generator's
     * @param streams of the load
     * @throws IllegalArgumentException when there were never so many requests at once
     */
    static Traffic mainOf(List<RequestStamps> stamps, long afterNanos, int streams) {
        List<RequestStamps> sorted = stamps.stream()
                .filter(request -> request.receivedNanos() >= afterNanos)
                .sorted(Comparator.comparingLong(RequestStamps::receivedNanos))
                .toList();
        int first = firstOfFullLoad(sorted, streams);
        long[] latestEnd = new long[sorted.size()]; // of a request and all before it
        for (int i = 0; i < latestEnd.length; i++) {
            latestEnd[i] = Math.max(endOf(sorted.get(i)), i == 0 ? Long.MIN_VALUE : latestEnd[i - 1]);
        }
        while (first > 0 && latestEnd[first - 1] > sorted.get(first).receivedNanos()) {
            first--;
        }
        return new Traffic(sorted.subList(first, sorted.size()));
    }

    private static int firstOfFullLoad(List<RequestStamps> sorted, int streams) {
        List<Integer> running = new ArrayList<>();
        int most = 0;
        for (int i = 0; i < sorted.size(); i++) {
            long now = sorted.get(i).receivedNanos();
            running.removeIf(other -> endOf(sorted.get(other)) <= now);
            running.add(i);
            most = Math.max(most, running.size());
            if (running.size() == streams) {
                return running.get(0);
            }
        }
        throw new IllegalArgumentException("the load of " + streams + " streams was never full: of " + sorted.size()
                + " requests at most " + most + " were under way at once");
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
     * @param streams of the load
     * @throws IllegalArgumentException when the load was never full
     */
    Steady steady(int streams) {
        long from = Long.MIN_VALUE;
        for (RequestStamps request : requests.subList(0, streams)) {
            from = Math.max(from, firstTokenOf(request));
        }
        long lastStart = requests.get(requests.size() - 1).receivedNanos();
        long to = requests.stream()
                .mapToLong(Traffic::endOf)
                .filter(end -> end >= lastStart)
                .min()
                .orElseThrow();
        if (to <= from) {
            throw new IllegalArgumentException(
                    "the load of " + streams + " streams was never full: the first ended before the last began");
        }
        return new Steady(from, to, tokensBetween(from, to));
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
                .orElse(request.receivedNanos());
    }

    private static long endOf(RequestStamps request) {
        return request.end()
                .nanos()
                .orElseGet(() -> request.events().stream()
                        .mapToLong(EventStamp::nanos)
                        .max()
                        .orElse(request.receivedNanos()));
    }
}
