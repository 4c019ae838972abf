package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Opens the journal of a run again that another process has begun: what is whole stays, a torn end is cut off. */
final class JournalAgain {
    private JournalAgain() {}

    /**
     * Opens a journal again, or makes it where the process before came not so far.
     *
     * @param folder the run's folder
     * @param attempt the process that writes from now on
     * @param journalled how many requests must be whole; with fewer nothing is changed
     * @param now a value of the ticker that stamps requests, and the same moment by the wall clock
     */
    static Journal.Reopened open(Path folder, int attempt, long journalled, ArrivalCodec.Header now) {
        try {
            if (!begun(folder)) {
                return anew(folder, attempt, journalled, now);
            }
            JournalReader.Report report = JournalReader.read(folder, request -> {});
            if (report.end().eventsBytes() == 0) {
                return anew(folder, attempt, journalled, now);
            }
            check(folder, report.records(), journalled);
            // The clocks of two processes have nothing in common but the wall clock.
            long zeroNanos = now.zeroNanos()
                    - Duration.between(report.startedAt(), now.startedAt()).toNanos();
            JournalFiles files = JournalFiles.behind(folder, report.end(), zeroNanos, attempt);
            return new Journal.Reopened(
                    started(files), report.records(), report.end().nextId());
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the journal in " + folder + " can't be written on: " + TextFiles.reason(e)
                            + "; let the folder be written to",
                    e);
        }
    }

    /** Begins again: without a whole head nothing can be read, whatever stands in the other file. */
    private static Journal.Reopened anew(Path folder, int attempt, long journalled, ArrivalCodec.Header now)
            throws IOException {
        check(folder, 0, journalled);
        Files.deleteIfExists(folder.resolve(RunFolder.REQUESTS));
        Files.deleteIfExists(folder.resolve(RunFolder.EVENTS));
        return new Journal.Reopened(started(JournalFiles.create(folder, now, attempt)), 0, 0);
    }

    private static Journal started(JournalFiles files) {
        return new Journal(files, Journal.DEFAULT_CAPACITY).started();
    }

    /** Whether both files are there and have what a reader needs; a process may be killed before. */
    private static boolean begun(Path folder) throws IOException {
        return size(folder.resolve(RunFolder.EVENTS)) >= ArrivalCodec.HEADER
                && Files.exists(folder.resolve(RunFolder.REQUESTS));
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private static void check(Path folder, long whole, long journalled) {
        if (whole < journalled) {
            throw new ConfigurationException("the journal in " + folder + " is damaged: " + whole + " of the "
                    + journalled + " requests of its finished levels can be read. Nothing was changed; restore "
                    + RunFolder.REQUESTS + " and " + RunFolder.EVENTS + ", or carry the plan out as a new run");
        }
    }
}
