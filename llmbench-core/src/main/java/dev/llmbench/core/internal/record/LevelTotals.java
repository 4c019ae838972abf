package dev.llmbench.core.internal.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Map;

/** Token counts over every request of a level, of all phases; written by one thread. */
public final class LevelTotals {
    long outputTokens;
    long promptTokens;
    long cachedPromptTokens;
    boolean cachedTold;
    long events;
    long reads;
    long readsWithSeveralEvents;
    long reportedTokens;
    long reportedEvents;
    long serverTimed;
    double serverPromptNanos;
    double serverOutputNanos;
    long serverTimedTokens;
    private final Deviations promptLengths = new Deviations();
    private final Deviations outputLengths = new Deviations();

    /** Adds a request that is over, with its output tokens by usage or exact counts, or -1. */
    void add(RequestTrace trace, long tokens) {
        events += trace.events;
        reads += trace.arrivals().count();
        readsWithSeveralEvents += trace.arrivals().withSeveralEvents();
        outputTokens += Math.max(0, trace.outputTokens);
        if (tokens >= 0) {
            reportedTokens += tokens;
            reportedEvents += trace.events;
        }
        promptTokens += Math.max(0, trace.promptTokens);
        if (trace.cachedPromptTokens >= 0) {
            cachedTold = true;
            cachedPromptTokens += trace.cachedPromptTokens;
        }
    }

    /** Adds wanted and real lengths of a measured request that succeeded. */
    void addLengths(RequestTrace trace) {
        promptLengths.add(trace.promptWanted, trace.promptTokens);
        outputLengths.add(trace.outputWanted, trace.outputTokens);
        if (trace.serverOutputNanos > 0 && trace.outputTokens > 0) {
            serverTimed++;
            serverPromptNanos += Math.max(0, trace.serverPromptNanos);
            serverOutputNanos += trace.serverOutputNanos;
            serverTimedTokens += trace.outputTokens;
        }
    }

    void add(LevelTotals other) {
        outputTokens += other.outputTokens;
        promptTokens += other.promptTokens;
        cachedPromptTokens += other.cachedPromptTokens;
        cachedTold |= other.cachedTold;
        events += other.events;
        reads += other.reads;
        readsWithSeveralEvents += other.readsWithSeveralEvents;
        reportedTokens += other.reportedTokens;
        reportedEvents += other.reportedEvents;
        serverTimed += other.serverTimed;
        serverPromptNanos += other.serverPromptNanos;
        serverOutputNanos += other.serverOutputNanos;
        serverTimedTokens += other.serverTimedTokens;
        promptLengths.add(other.promptLengths);
        outputLengths.add(other.outputLengths);
    }

    /** Returns tokens per event over the requests that told their total, else 1. */
    public double tokensPerEvent() {
        return reportedEvents == 0 ? 1 : (double) reportedTokens / reportedEvents;
    }

    /** Returns output tokens by usage. */
    public long outputTokens() {
        return outputTokens;
    }

    /** Returns prompt tokens by usage. */
    public long promptTokens() {
        return promptTokens;
    }

    /** Returns prompt tokens from a cache by usage, where {@link #cachedTold()}. */
    public long cachedPromptTokens() {
        return cachedPromptTokens;
    }

    /** Returns whether the server tells about its prefix cache. */
    public boolean cachedTold() {
        return cachedTold;
    }

    /** Returns token-bearing events. */
    public long events() {
        return events;
    }

    /** Returns socket reads that brought at least one token-bearing event. */
    public long reads() {
        return reads;
    }

    /** Returns those of them that brought more than one. */
    public long readsWithSeveralEvents() {
        return readsWithSeveralEvents;
    }

    /** Returns whether any request told its total. */
    public boolean anyReported() {
        return reportedEvents > 0;
    }

    /**
     * Returns what the server says of its own work on the measured requests that succeeded, by name, for a cross-check with
     * the client's figures.
     */
    public Map<String, String> serverTimes() {
        if (serverTimed == 0) {
            return Map.of();
        }
        return Map.of(
                "serverTimes.requests", Long.toString(serverTimed),
                "serverTimes.promptMs.mean", shown(serverPromptNanos / serverTimed / 1e6),
                "serverTimes.msPerOutputToken", shown(serverOutputNanos / serverTimedTokens / 1e6));
    }

    private static String shown(double figure) {
        return BigDecimal.valueOf(figure)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns lengths of prompts. */
    public Deviations promptLengths() {
        return promptLengths;
    }

    /** Returns lengths of answers. */
    public Deviations outputLengths() {
        return outputLengths;
    }

    /** Wanted and real lengths; 4 bytes a request. */
    public static final class Deviations {
        private float[] relative = new float[256];
        private int count;
        private long realSum;
        private long realCount;

        private void add(int wanted, long real) {
            if (real < 0) {
                return;
            }
            realSum += real;
            realCount++;
            if (wanted > 0) {
                if (count == relative.length) {
                    relative = Arrays.copyOf(relative, count * 2);
                }
                relative[count++] = (float) Math.abs(real - wanted) / wanted;
            }
        }

        private void add(Deviations other) {
            if (count + other.count > relative.length) {
                relative = Arrays.copyOf(relative, Math.max(count + other.count, relative.length * 2));
            }
            System.arraycopy(other.relative, 0, relative, count, other.count);
            count += other.count;
            realSum += other.realSum;
            realCount += other.realCount;
        }

        /** Returns whether any real length is known. */
        public boolean known() {
            return realCount > 0;
        }

        /** Returns the mean real length. */
        public double mean() {
            return (double) realSum / realCount;
        }

        /** Returns whether any wanted length can be compared with a real one. */
        public boolean comparable() {
            return count > 0;
        }

        /** Returns the median of |real - wanted| / wanted. */
        public double median() {
            float[] sorted = Arrays.copyOf(relative, count);
            Arrays.sort(sorted);
            return sorted[(count - 1) / 2];
        }
    }
}
