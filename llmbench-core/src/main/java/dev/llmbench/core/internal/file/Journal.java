package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happened to every request while the run goes on, by a thread of its own, so that a killed run can be read
 * back with {@link JournalReader}.
 *
 * <p>Thread-safe. {@link #offer} takes no lock and never waits: what doesn't fit is counted as dropped. What was offered
 * is on its way to the disk after a tenth of a second. An error of the disk is kept in {@link #failure} and never
 * thrown.
 */
public final class Journal implements AutoCloseable {
    /** How many requests may wait for the writer. */
    public static final int DEFAULT_CAPACITY = 16_384;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(30);

    /**
     * A journal that was opened again.
     *
     * @param journal the journal
     * @param records how many requests it holds
     * @param nextId the lowest number that no request in it has
     */
    public record Reopened(Journal journal, long records, long nextId) {}

    /** A request that waits for the writer, and what to do when its arrays are no longer needed. */
    private record Entry(RequestRecord request, Runnable whenDone) {}

    private final ConcurrentLinkedQueue<Entry> queue = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> syncs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final int capacity;
    private final JournalFiles files;
    private final Thread writer;

    /** Requests in the files' buffers; the writer's own. */
    private long buffered;

    private volatile boolean closing;
    private volatile boolean ended;
    private volatile @Nullable IOException failure;

    Journal(JournalFiles files, int capacity) {
        this.files = files;
        this.capacity = capacity;
        this.writer = new Thread(this::writeAll, "llmbench-journal");
        writer.setDaemon(true);
    }

    /**
     * Makes both files in a run's folder and starts the writer.
     *
     * @param folder the run's folder
     * @param zeroNanos the run's zero stamp, a value of the ticker that stamps requests
     * @param startedAt the same moment by the wall clock
     * @return the journal
     * @throws ConfigurationException if the files can't be made, also where they exist already
     */
    public static Journal open(Path folder, long zeroNanos, Instant startedAt) {
        try {
            var files = JournalFiles.create(folder, new ArrivalCodec.Header(zeroNanos, startedAt), 0);
            return new Journal(files, DEFAULT_CAPACITY).started();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the journal can't be made in " + folder + ": " + TextFiles.reason(e)
                            + "; choose a folder that can be written to (--out DIR)",
                    e);
        }
    }

    /** Apart from the constructor, so that tests can fill the queue before anything is taken from it. */
    Journal started() {
        writer.start();
        return this;
    }

    /**
     * Hands a request over to be written. The record and its arrays must not change any more.
     *
     * @param request what happened
     * @return false when it was dropped: too many are waiting, or the journal is closed or has failed
     */
    public boolean offer(RequestRecord request) {
        return offer(request, () -> {});
    }

    /**
     * Hands a request over to be written, whose arrays the caller wants to use again.
     *
     * @param request what happened; it and its arrays must not change before {@code whenDone} is called
     * @param whenDone called on the writer's thread when the request is written; never called when this returns false,
     *     nor for what a failed disk leaves behind
     * @return as {@link #offer(RequestRecord)}
     */
    public boolean offer(RequestRecord request, Runnable whenDone) {
        if (closing || failure != null) {
            dropped.incrementAndGet();
            return false;
        }
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            dropped.incrementAndGet();
            return false;
        }
        queue.add(new Entry(request, whenDone));
        return true;
    }

    private void writeAll() {
        try {
            boolean last = false;
            while (!last) {
                last = closing; // read before the queue is emptied, so that nothing offered earlier is left
                int asked = syncs.size(); // likewise
                drain();
                flush();
                if (asked > 0) {
                    files.force();
                    answer(asked, true);
                }
                if (!last) {
                    LockSupport.parkNanos(this, PAUSE_NANOS);
                }
            }
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) { // also without memory: the run must not trust a writer that is gone
            failure = new IOException("the journal's writer failed: " + e, e);
        }
        dropped.addAndGet(buffered);
        dropWaiting();
        try {
            files.close();
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
        ended = true;
        answer(Integer.MAX_VALUE, false);
    }

    private void answer(int atMost, boolean onDisk) {
        CompletableFuture<Boolean> next;
        for (int i = 0; i < atMost && (next = syncs.poll()) != null; i++) {
            next.complete(onDisk);
        }
    }

    private void drain() throws IOException {
        for (Entry next = queue.poll(); next != null; next = queue.poll()) {
            waiting.decrementAndGet();
            buffered++;
            files.write(next.request());
            next.whenDone().run();
            if (files.full()) {
                flush();
            }
        }
    }

    private void flush() throws IOException {
        files.flush();
        written.addAndGet(buffered);
        buffered = 0;
    }

    private void dropWaiting() {
        while (queue.poll() != null) {
            dropped.incrementAndGet();
        }
    }

    /**
     * Waits until what was offered so far is on disk, at most 30 s; for the pauses between levels, as a disk may be slow.
     *
     * @return whether it is; false also when the waiting thread is interrupted, whose interrupt is kept
     */
    public boolean sync() {
        CompletableFuture<Boolean> onDisk = new CompletableFuture<>();
        syncs.add(onDisk);
        if (ended) {
            answer(Integer.MAX_VALUE, false); // the writer may have gone before it saw this
        }
        LockSupport.unpark(writer);
        try {
            return onDisk.get(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /**
     * Returns the zero from which stamps are counted in the files.
     *
     * @return a value of the ticker that stamps requests
     */
    public long zeroNanos() {
        return files.zeroNanos();
    }

    /**
     * Returns how many requests were refused or could not be written.
     *
     * @return 0 or more; some of the last before a failure may be on disk all the same
     */
    public long dropped() {
        return dropped.get();
    }

    /**
     * Returns how many requests were handed to the files.
     *
     * @return 0 or more
     */
    public long written() {
        return written.get();
    }

    /**
     * Returns what went wrong while writing, such as a full disk.
     *
     * @return the first error
     */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Writes what is waiting, forces it to disk and ends the writer; waits at most 30 s for a disk that hangs. */
    @Override
    public void close() {
        closing = true;
        LockSupport.unpark(writer);
        if (!joined()) {
            failure = failure == null ? new IOException("the disk did not take the journal within 30 s") : failure;
        }
        dropWaiting();
    }

    private boolean joined() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    writer.join(LONGEST_CLOSE.toMillis());
                    return !writer.isAlive();
                } catch (InterruptedException e) {
                    interrupted = true; // what was measured is kept also when the run is interrupted
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
