package dev.llmbench.core.internal.file;

import dev.llmbench.api.Sent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What another process must know of a run to finish it, kept in {@code run.json} from before the first request.
 *
 * @param id of the run
 * @param startedAt when it began, by the wall clock
 * @param seed that the plan states or the run drew
 * @param jobHash the fingerprint of plan and target as they were carried out, see {@link PlanCodec#hash(dev.llmbench.api.Job)}
 * @param server what the probe found when the run began; absent before
 * @param resumedAt when it was resumed, by the wall clock, the earliest first
 * @param promptsSha256 the fingerprint of the file of prompts, see {@link PromptFingerprint}; absent before the probe, and
 *     without such a file
 */
public record RunRecord(
        String id,
        Instant startedAt,
        long seed,
        String jobHash,
        Optional<Server> server,
        List<Instant> resumedAt,
        Optional<String> promptsSha256) {
    /**
     * How the server was when the run began.
     *
     * @param engine name and version in its own words, where told
     * @param sent how it was asked
     */
    public record Server(Optional<String> engine, Sent sent) {}

    /** Copies the list. */
    public RunRecord {
        resumedAt = List.copyOf(resumedAt);
    }

    /**
     * Returns which process this is: 0 for the one that began the run, 1 for the first that resumed it.
     *
     * @return the number of resumptions
     */
    public int attempt() {
        return resumedAt.size();
    }

    /**
     * Returns the seed of this process's prompts: the run's own, after a resumption another. How far the process before
     * came is not known to the request, and prompts that it has sent would be in the server's prefix cache.
     *
     * @return the seed
     */
    public long promptSeed() {
        // from 0 up, as the seeds that a plan can state
        return attempt() == 0 ? seed : new SplittableRandom(seed + attempt()).nextLong(Long.MAX_VALUE);
    }

    /**
     * Returns this record with what the probe found and the prompts that were there then, unless an earlier probe is known.
     *
     * @param found how the server is
     * @param prompts the fingerprint of the file of prompts, where there is one
     * @return a new record
     */
    public RunRecord withProbed(Server found, Optional<String> prompts) {
        return new RunRecord(
                id,
                startedAt,
                seed,
                jobHash,
                server.or(() -> Optional.of(found)),
                resumedAt,
                promptsSha256.or(() -> prompts));
    }

    /**
     * Returns this record with one more resumption.
     *
     * @param when by the wall clock
     * @return a new record
     */
    public RunRecord resumed(Instant when) {
        List<Instant> more = new ArrayList<>(resumedAt);
        more.add(when);
        return new RunRecord(id, startedAt, seed, jobHash, server, more, promptsSha256);
    }
}
