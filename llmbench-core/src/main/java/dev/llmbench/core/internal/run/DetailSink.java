package dev.llmbench.core.internal.run;

import dev.llmbench.core.internal.file.Journal;
import dev.llmbench.core.internal.load.RequestSink;
import dev.llmbench.core.internal.record.ArrivalBuffer;
import dev.llmbench.core.internal.record.ArrivalBuffers;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestTrace;
import dev.llmbench.core.internal.secret.Redactor;
import java.util.Optional;

/** Hands the detail of requests to the journal, where there is one, and gets their buffers back. */
final class DetailSink implements RequestSink {
    private final ArrivalBuffers buffers = new ArrivalBuffers();
    private final Optional<Journal> journal;
    private final Redactor redactor;

    DetailSink(Optional<Journal> journal, Redactor redactor) {
        this.journal = journal;
        this.redactor = redactor;
    }

    @Override
    public ArrivalBuffer buffer(int expected) {
        return buffers.take(expected);
    }

    @Override
    public void accept(int level, Phase phase, Outcome outcome, RequestTrace trace) {
        ArrivalBuffer buffer = trace.arrivals();
        boolean taken = journal.isPresent()
                && journal.get()
                        .offer(trace.toRecord(level, phase, outcome, redactor::redact), () -> buffers.giveBack(buffer));
        if (!taken) {
            buffers.giveBack(buffer);
        }
    }

    /** How many requests the journal could not take. */
    long dropped() {
        return journal.map(Journal::dropped).orElse(0L);
    }
}
