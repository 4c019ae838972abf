package dev.llmbench.core;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.file.JournalReader;
import dev.llmbench.core.internal.file.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of a run one by one, as its journal ({@code requests.jsonl} and {@code events.bin}) keeps them; the files are
 * described in {@code docs/files.md}.
 *
 * <pre>{@code
 * RunJournal journal = RunJournal.read(Path.of("results/llama-8b-20260131-120000"));
 * }</pre>
 *
 * <p>Also the journal of a run that was killed can be read: what is whole is given, and {@link #damage} tells why no more.
 *
 * @param startedAt the run's zero, from which all stamps count, by the wall clock
 * @param requests every request that is whole in the files and counts, in the order in which they ended
 * @param damage why reading ended before the end of the files, in words; empty for a whole journal
 */
public record RunJournal(Instant startedAt, List<JournaledRequest> requests, Optional<String> damage) {
    /** Copies the list. */
    public RunJournal {
        requests = List.copyOf(requests);
    }

    /**
     * Returns whether a folder holds a journal.
     *
     * @param folder the folder of a run
     * @return whether both files are there
     */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(RunFolder.REQUESTS))
                && Files.isRegularFile(folder.resolve(RunFolder.EVENTS));
    }

    /**
     * Reads the journal of a run; the arrivals of single tokens are checked and left out, and so are the requests of levels
     * that were cut and, by another process that resumed the run, measured again.
     *
     * @param folder the run's folder
     * @return its requests
     * @throws ConfigurationException if the folder has no journal, or one of another form
     */
    public static RunJournal read(Path folder) {
        List<Attempted> all = new ArrayList<>();
        Map<Integer, Integer> lastAttempt = new HashMap<>();
        JournalReader.Report report = JournalReader.readAttempts(folder, (request, attempt, zeroNanos) -> {
            all.add(new Attempted(JournaledRequests.of(request, zeroNanos), attempt));
            lastAttempt.merge(request.level(), attempt, Math::max);
        });
        List<JournaledRequest> requests = all.stream()
                .filter(each -> lastAttempt.getOrDefault(each.request().level(), 0) == each.attempt())
                .map(Attempted::request)
                .toList();
        return new RunJournal(report.startedAt(), requests, report.damage());
    }

    /** A request with the process that asked it. */
    private record Attempted(JournaledRequest request, int attempt) {}

    /**
     * Returns the requests of a level.
     *
     * @param level its number in the run, from 0
     * @return in the order in which they ended
     */
    public List<JournaledRequest> ofLevel(int level) {
        return requests.stream().filter(request -> request.level() == level).toList();
    }
}
