package dev.llmbench.core.internal.record;

import dev.llmbench.api.FailureKind;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.RequestCounts;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what became of requests, by phase; written by one thread. */
final class PhaseTally {
    private final Row warmUp = new Row();
    private final Row measured = new Row();
    private final Row held = new Row();

    void count(Phase phase, Outcome outcome, @Nullable FailureKind failure, boolean sentAgain) {
        Row row = switch (phase) {
            case WARM_UP -> warmUp;
            case MEASURED -> measured;
            case HELD -> held;
        };
        row.count(outcome, failure, sentAgain);
    }

    PhaseCounts counts() {
        return new PhaseCounts(warmUp.counts(), measured.counts(), held.counts());
    }

    private static final class Row {
        private final Map<FailureKind, Long> failed = new EnumMap<>(FailureKind.class);
        private long ended;
        private long succeeded;
        private long censored;
        private long cancelled;
        private long dropped;
        private long reconnected;

        void count(Outcome outcome, @Nullable FailureKind failure, boolean sentAgain) {
            ended++;
            reconnected += sentAgain ? 1 : 0;
            switch (outcome) {
                case SUCCEEDED -> succeeded++;
                case FAILED -> failed.merge(failure == null ? FailureKind.PROTOCOL : failure, 1L, Long::sum);
                case CENSORED -> censored++;
                case CANCELLED -> cancelled++;
                case DROPPED -> dropped++;
            }
        }

        RequestCounts counts() {
            return new RequestCounts(ended, succeeded, failed, censored, cancelled, dropped, reconnected);
        }
    }
}
