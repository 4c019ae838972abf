package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Load.rate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that falls silent for 200 ms of every second. Of requests that keep coming a share of {@code (200 - w) / 1000}
 * waits longer than w; of one user, who waits himself, hardly any request does.
 */
class OpenLoopTest {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration STALL = Duration.ofMillis(200);
    private static final Script STALLING =
            Script.of(Answers.tokens(1).timeToFirst(Duration.ofMillis(5))).stallEvery(PERIOD, STALL);
    private static final double TOLERANCE_MILLIS = 25;

    /** The server, too, runs late on a busy machine, which the client's own lag doesn't tell. */
    private static final double LATE_MILLIS = 75;

    @TempDir
    Path folder;

    private LevelResult level(Load load) {
        try (ScriptedServer server = ScriptedServer.start(STALLING)) {
            var result = Runs.benchmark(Runs.target(server.url()), load, folder)
                    .measureFor(Duration.ofSeconds(4))
                    .run();
            return Runs.onlyLevel(result, Runs.journal(folder));
        }
    }

    private static double millis(Distribution distribution, double percentile) {
        return distribution.percentile(percentile).value().orElseThrow().toNanos() / 1e6;
    }

    /** Figures of a generator that was late itself would be blamed on the server. */
    private static void onlyUnlessStarved(LevelResult level) {
        double lag = level.verdict().validity().findings().stream()
                .filter(finding -> finding.check() == ValidityCheck.EVENT_LOOP_LAG)
                .map(Validity.Finding::value)
                .findFirst()
                .flatMap(value -> value)
                .orElse(0.0);
        assumeTrue(lag < 20, () -> "inconclusive: this machine was too busy, event-loop lag p99 " + lag + " ms");
    }

    @Test
    void arrivals_that_do_not_wait_see_the_whole_stall() {
        LevelResult level = level(rate(100).arrival(Arrival.CONSTANT));

        RequestCounts counts = level.counts().measured();
        assertThat(counts.offered()).isEqualTo(400);
        assertThat(counts.succeeded()).isEqualTo(400);
        onlyUnlessStarved(level);
        Distribution latency = level.latency().timeToFirstTokenFromSchedule();
        assertThat(millis(latency, 90)).isBetween(100 - TOLERANCE_MILLIS, 105 + LATE_MILLIS);
        assertThat(millis(latency, 95)).isBetween(150 - TOLERANCE_MILLIS, 155 + LATE_MILLIS);
        assertThat(millis(latency, 50)).isLessThan(5 + LATE_MILLIS);
    }

    @Test
    void a_user_who_waits_hides_it() {
        LevelResult level = level(concurrency(1));

        assertThat(level.counts().overall().failed()).isEmpty();
        onlyUnlessStarved(level);
        assertThat(millis(level.latency().timeToFirstToken(), 95)).isLessThan(5 + TOLERANCE_MILLIS);
        assertThat(level.latency().timeToFirstToken().succeeded().max().orElseThrow())
                .isGreaterThan(STALL.minusMillis(60));
    }

    @Test
    void what_a_cap_keeps_from_being_sent_is_counted_as_dropped() {
        LevelResult level = level(rate(100).arrival(Arrival.CONSTANT).maxInFlight(5));

        RequestCounts counts = level.counts().measured();
        assertThat(counts.offered()).isEqualTo(400);
        // in each stall some 20 requests come, of which 5 get through
        assertThat(counts.dropped()).isBetween(40L, 200L);
        assertThat(counts.succeeded()).isEqualTo(400 - counts.dropped());
        assertThat(level.servedShare()).isEqualTo((double) counts.succeeded() / 400);
        assertThat(level.latency().timeToFirstToken().percentileOfAll(99).unbounded())
                .as("dropped requests are infinite in the percentiles of all")
                .isTrue();
    }
}
