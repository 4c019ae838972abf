package dev.llmbench.core.internal.file;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Job;
import dev.llmbench.api.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run, {@code <name>-<yyyyMMdd-HHmmss>}, with its plan, result and journal. Made before the run, so
 * that a place that can't be written to is refused before the first request.
 *
 * @param path the folder
 */
public record RunFolder(Path path) {
    /** The plan with its target, as it was carried out. */
    public static final String PLAN = "plan.yaml";

    /** The result; missing while the run goes on. */
    public static final String RESULT = "result.json";

    /** The result of the process before, while a resumption goes on. */
    public static final String PARTIAL = "partial.json";

    /** A line for each request. */
    public static final String REQUESTS = "requests.jsonl";

    /** The arrivals of tokens. */
    public static final String EVENTS = "events.bin";

    /** What is needed to resume the run; missing once it is complete. */
    public static final String RUN = "run.json";

    /** The levels that are over; missing once the run is complete. */
    public static final String LEVELS = "levels";

    /** Locked by the process that carries the run out. */
    public static final String LOCK = "run.lock";

    private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final int MOST_OF_ONE_SECOND = 1_000;
    private static final int LONGEST_NAME = 60;

    /**
     * Makes the folder of a run and writes its plan into it.
     *
     * @param results the folder of all runs; made where it is missing
     * @param job what is about to be carried out; without a name the model's is taken
     * @param seed of the run, noted beside the plan where the plan states none
     * @param clock the time and zone for the folder's name
     * @return the folder
     * @throws ConfigurationException if it can't be made or written to
     */
    public static RunFolder create(Path results, Job job, long seed, Clock clock) {
        String base = slug(job) + "-" + LocalDateTime.now(clock).format(TIME);
        try {
            Files.createDirectories(results);
            RunFolder folder = new RunFolder(createUnique(results, base));
            folder.writePlan(job, seed);
            return folder;
        } catch (IOException e) {
            throw new ConfigurationException(
                    "the run's folder can't be made in " + results.toAbsolutePath() + ": " + TextFiles.reason(e)
                            + "; choose a folder that can be written to (--out DIR)",
                    e);
        }
    }

    private void writePlan(Job job, long seed) {
        boolean stated = job.plan().workload().seed().isPresent();
        String note =
                stated ? "" : "# This run drew the seed " + seed + "; state it in workload to ask the same again.\n";
        try {
            TextFiles.replace(
                    path.resolve(PLAN),
                    (note + PlanCodec.write(job, PlanFormat.YAML)).getBytes(StandardCharsets.UTF_8));
        } catch (ConfigurationException e) {
            try {
                discard(); // on a full disk, say: a folder without a plan is no folder of a run
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static Path createUnique(Path results, String base) throws IOException {
        FileAlreadyExistsException taken = new FileAlreadyExistsException(base);
        for (int number = 1; number <= MOST_OF_ONE_SECOND; number++) {
            try {
                return Files.createDirectory(results.resolve(number == 1 ? base : base + "-" + number));
            } catch (FileAlreadyExistsException e) {
                taken = e; // by another run of the same second
            }
        }
        throw taken;
    }

    private static String slug(Job job) {
        String model = job.where() instanceof Target target ? target.model() : "";
        String name = slug(job.plan().name().isBlank() ? model : job.plan().name());
        return name.isEmpty() ? "run" : name;
    }

    /** A name that every file system takes: small letters, digits, dots and single hyphens. */
    static String slug(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("\\.{2,}", ".");
        String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return cut.replaceAll("^[-.]+|[-.]+$", "");
    }

    /**
     * Claims the folder of a run that begins, for as long as its process lives.
     *
     * @return the claim, to be closed; absent on a file system without locks
     */
    public Optional<RunLock> lockNew() {
        return RunLock.ofNew(path);
    }

    /**
     * Opens the journal of the run.
     *
     * @param zeroNanos the run's zero stamp, a value of the ticker that stamps requests
     * @param startedAt the same moment by the wall clock
     * @return the journal, to be closed by the caller
     * @throws ConfigurationException if its files can't be made
     */
    public Journal openJournal(long zeroNanos, Instant startedAt) {
        return Journal.open(path, zeroNanos, startedAt);
    }

    /**
     * Opens the journal of a run that is resumed, behind the last request that is whole in it.
     *
     * @param run the run, resumed
     * @param journalled how many requests it must hold
     * @param nowNanos a value of the ticker that stamps requests
     * @param now the same moment by the wall clock
     * @return the journal, to be closed by the caller, and how to number the next request
     * @throws ConfigurationException if it can't be written to, or holds fewer requests; then it is left as it was
     */
    public Journal.Reopened reopenJournal(RunRecord run, long journalled, long nowNanos, Instant now) {
        return JournalAgain.open(path, run.attempt(), journalled, new ArrivalCodec.Header(nowNanos, now));
    }

    /**
     * Takes the folder of a run away that did not begin. A folder in which something else lies stays.
     *
     * @throws IOException if it can't be taken away
     */
    public void discard() throws IOException {
        for (String file : List.of(PLAN, REQUESTS, EVENTS, RUN, LOCK)) {
            Files.deleteIfExists(path.resolve(file));
        }
        Files.delete(path);
    }

    /**
     * Writes what another process must know to finish the run.
     *
     * @param run the run
     * @throws ConfigurationException if it can't be written
     */
    public void write(RunRecord run) {
        TextFiles.replace(path.resolve(RUN), RunFileCodec.write(RunFileCodec.RUN, run));
    }

    /**
     * Writes a level that is over.
     *
     * @param level the level
     * @throws ConfigurationException if it can't be written
     */
    public void write(FinishedLevel level) {
        Path levels = path.resolve(LEVELS);
        try {
            Files.createDirectories(levels);
        } catch (IOException e) {
            throw new ConfigurationException(levels + " can't be made: " + TextFiles.reason(e), e);
        }
        TextFiles.replace(levels.resolve(level.level() + ".json"), RunFileCodec.write(RunFileCodec.LEVEL, level));
    }

    /**
     * Takes away what only a resumption needs, once the result is complete: the result holds it all, and two copies of
     * one figure could differ one day.
     *
     * @throws IOException if it can't be taken away
     */
    public void tidy() throws IOException {
        Files.deleteIfExists(path.resolve(RUN)); // first: without it, nothing of what is left is read
        Files.deleteIfExists(path.resolve(PARTIAL));
        Path levels = path.resolve(LEVELS);
        if (Files.isDirectory(levels)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(levels, "*.{json,part}")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(levels);
        }
    }

    /**
     * Sets the result of the process before aside, as soon as its run goes on: were this process killed, that result would
     * stand beside a journal that says more.
     *
     * @return whether there was one
     * @throws ConfigurationException if it can't be moved
     */
    public boolean setResultAside() {
        return moved(RESULT, PARTIAL);
    }

    /**
     * Puts the result back that {@link #setResultAside} has set aside, where the run did not go on after all.
     *
     * @throws ConfigurationException if it can't be moved
     */
    public void putResultBack() {
        boolean unused = moved(PARTIAL, RESULT);
    }

    private boolean moved(String from, String to) {
        if (Files.notExists(path.resolve(from))) {
            return false;
        }
        try {
            Files.move(path.resolve(from), path.resolve(to), StandardCopyOption.REPLACE_EXISTING);
            return true;
        } catch (IOException e) {
            throw new ConfigurationException(
                    from + " in " + path + " can't be moved: " + TextFiles.reason(e) + "; let the folder be written to",
                    e);
        }
    }

    /**
     * Writes the result, and takes away that of the process before, of which it has what counts.
     *
     * @param result the result
     * @throws ConfigurationException if it can't be written
     */
    public void write(BenchmarkResult result) {
        TextFiles.replace(path.resolve(RESULT), ResultCodec.write(result).getBytes(StandardCharsets.UTF_8));
        try {
            Files.deleteIfExists(path.resolve(PARTIAL));
        } catch (IOException e) {
            LOG.warn("the result of the process before could not be taken away", e); // a result is read before it
        }
    }
}
