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
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the detail of requests to the journal, where there is one, and gets their buffers back. */
final class DetailSink implements RequestSink {
    private static final Logger LOG = LoggerFactory.getLogger(DetailSink.class);

    private final ArrivalBuffers buffers = new ArrivalBuffers();
    private final Optional<Journal> journal;
    private final long before;
    private final Redactor redactor;

    DetailSink(Optional<Journal.Reopened> opened, Redactor redactor) {
        this.journal = opened.map(Journal.Reopened::journal);
        this.before = opened.map(Journal.Reopened::records).orElse(0L);
        this.redactor = redactor;
    }

    @Override
    public ArrivalBuffer buffer() {
        return buffers.take();
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

    /**
     * Waits until the detail of all requests so far, of every process, is on disk.
     *
     * @return how many there are; empty where they are not on disk, or nothing is kept
     */
    OptionalLong kept() {
        if (journal.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!journal.get().sync()) {
            LOG.warn("the detail of requests could not be forced to disk");
            return OptionalLong.empty();
        }
        return OptionalLong.of(before + journal.get().written());
    }

    /** From which moment the journal counts its stamps; empty where none is kept. */
    OptionalLong zeroNanos() {
        return journal.map(kept -> OptionalLong.of(kept.zeroNanos())).orElseGet(OptionalLong::empty);
    }

    /** How many requests the journal could not take. */
    long dropped() {
        return journal.map(Journal::dropped).orElse(0L);
    }
}
