package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A living process's claim on a run's folder, by a lock of the operating system on {@code run.lock}: it ends with the
 * process, however that ends, so that a killed run is free and one that goes on is not.
 *
 * <p>Thread-safe.
 */
public final class RunLock implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

    // POSIX gives all of a process's locks on a file up when any of its descriptors is closed, so a file that this
    // process has locked must not even be opened again.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private RunLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Claims the folder of a run that is to be resumed.
     *
     * @param folder the run's folder
     * @return the claim, to be closed
     * @throws ConfigurationException if the run is still going on, or the file system can't tell
     */
    static RunLock take(Path folder) {
        try {
            return tryTake(folder)
                    .orElseThrow(() -> new ConfigurationException("the run in " + folder
                            + " is still going on: a living process holds its " + RunFolder.LOCK
                            + "; wait for its end, or end that process first"));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "whether the run in " + folder + " is still going on can't be told: " + TextFiles.reason(e)
                            + "; copy the folder to a disk that can be written to and knows file locks",
                    e);
        }
    }

    /**
     * Claims the folder of a run that begins. A file system without locks is no reason not to measure: then only a
     * resumption is refused.
     */
    static Optional<RunLock> ofNew(Path folder) {
        try {
            return tryTake(folder);
        } catch (IOException e) {
            LOG.warn("the run's folder can't be locked, so that it can't be resumed there: {}", TextFiles.reason(e));
            return Optional.empty();
        }
    }

    private static Optional<RunLock> tryTake(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!OURS.add(real)) {
            return Optional.empty();
        }
        Optional<RunLock> taken = Optional.empty();
        try {
            taken = locked(real);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                OURS.remove(real);
            }
        }
    }

    private static Optional<RunLock> locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(RunFolder.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
            return lock == null ? Optional.empty() : Optional.of(new RunLock(folder, channel));
        } catch (OverlappingFileLockException e) {
            return Optional.empty(); // by another class loader of this process
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
    }

    /** Gives the folder back; once the run can't be resumed any more, the lock's file goes too. */
    @Override
    public void close() {
        if (!OURS.contains(folder) || !channel.isOpen()) {
            return;
        }
        try {
            channel.close();
            // Whoever has opened the file meanwhile locks one that is gone, and finds a run that is complete.
            if (Files.notExists(folder.resolve(RunFolder.RUN))) {
                Files.deleteIfExists(folder.resolve(RunFolder.LOCK));
            }
        } catch (IOException e) {
            LOG.debug("{} could not be closed", RunFolder.LOCK, e);
        } finally {
            OURS.remove(folder);
        }
    }
}
