package dev.llmbench.core.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Ending;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.core.internal.schedule.ArrivalSchedule;
import java.util.List;
import java.util.function.Predicate;

/**
 * No request may be lost or counted twice. What a level says is compared with what others counted: the workload, the
 * server, the journal, and the schedule drawn once more.
 */
final class Conservation {
    private Conservation() {}

    static void check(
            LevelRecording recording, List<RequestRecord> journal, VirtualServer server, long supplied, long lag) {
        PhaseCounts counts = recording.recorder().counts();
        RequestCounts all = counts.overall();

        assertThat(all.offered()).as("offered and asked for").isEqualTo(supplied + all.dropped());
        assertThat(recording.recorder().offeredCount()).as("offered and ended").isEqualTo(all.offered());
        assertThat(server.sent()).as("sent").isEqualTo((int) supplied);
        assertThat(server.answered() + server.cutOff())
                .as("answered and cut off")
                .isEqualTo(server.sent());
        assertThat(all.censored() + all.cancelled())
                .as("censored and cancelled, of those cut off")
                .isLessThanOrEqualTo(server.cutOff());
        assertThat(all.succeeded() + all.failedTotal())
                .as("succeeded and failed, at least those answered")
                .isGreaterThanOrEqualTo(server.answered());
        journal(Phase.WARM_UP, counts.warmUp(), recording, journal);
        journal(Phase.MEASURED, counts.measured(), recording, journal);
        journal(Phase.HELD, counts.held(), recording, journal);
        assertThat(journal).as("journal").hasSize((int) all.offered());
        assertThat(journal.stream().map(RequestRecord::id).distinct().count()).isEqualTo(all.offered());
        offeredAsPlanned(recording, all.offered(), server, lag);
    }

    private static void journal(Phase phase, RequestCounts counts, LevelRecording recording, List<RequestRecord> all) {
        LevelClock clock = recording.recorder().clock();
        List<RequestRecord> journal = all.stream()
                .filter(request -> phaseOf(request.stamps().scheduled(), clock) == phase)
                .toList();

        assertThat(counts.offered()).as("offered %s", phase).isEqualTo(journal.size());
        assertThat(counts.succeeded()).as("succeeded %s", phase).isEqualTo(number(journal, Outcome.SUCCEEDED));
        assertThat(counts.failedTotal()).as("failed %s", phase).isEqualTo(number(journal, Outcome.FAILED));
        assertThat(counts.censored()).as("censored %s", phase).isEqualTo(number(journal, Outcome.CENSORED));
        assertThat(counts.cancelled()).as("cancelled %s", phase).isEqualTo(number(journal, Outcome.CANCELLED));
        assertThat(counts.dropped()).as("dropped %s", phase).isEqualTo(number(journal, Outcome.DROPPED));
        counts.failed()
                .forEach((kind, count) -> assertThat(count)
                        .as("%s %s", kind, phase)
                        .isEqualTo(journal.stream()
                                .filter(request -> request.failure().isPresent()
                                        && request.failure().get().kind() == kind)
                                .count()));
        assertThat(journal).as("phase of %s", phase).allMatch(request -> request.phase() == phase);
        if (phase == Phase.MEASURED) {
            assertThat(journal).allMatch(request -> request.outcome() != Outcome.CANCELLED);
        }
    }

    private static Phase phaseOf(long scheduled, LevelClock clock) {
        if (clock.windowStart() == LevelClock.UNKNOWN || scheduled < clock.windowStart()) {
            return Phase.WARM_UP;
        }
        return scheduled < clock.windowEnd() ? Phase.MEASURED : Phase.HELD;
    }

    private static long number(List<RequestRecord> journal, Outcome outcome) {
        Predicate<RequestRecord> wanted = request -> request.outcome() == outcome;
        return journal.stream().filter(wanted).count();
    }

    /** An open loop offers its whole schedule up to the level's end; users have one request each under way. */
    private static void offeredAsPlanned(LevelRecording recording, long offered, VirtualServer server, long lag) {
        recording
                .plan()
                .load()
                .maxInFlight()
                .ifPresent(most -> assertThat(server.mostOpen())
                        .as("requests under way at once")
                        .isLessThanOrEqualTo(most));
        if (recording.ending() == Ending.BROKEN
                || recording.recorder().clock().start() == LevelClock.UNKNOWN
                || !(recording.plan().load() instanceof LoadLevel.Rate rate)) {
            return;
        }
        ArrivalSchedule schedule = ArrivalSchedule.of(rate, recording.plan().seed());
        long start = recording.recorder().clock().start();
        long before = 0;
        long due = start + schedule.nextOffsetNanos();
        long loadOnUntil = recording.plan().phases().finishHeldLoad()
                ? Math.min(recording.endNanos(), recording.recorder().clock().windowEnd())
                : recording.endNanos();
        while (due < loadOnUntil - lag) {
            before++;
            due = start + schedule.nextOffsetNanos();
        }
        long atTheEnd = 0;
        while (due <= recording.endNanos()) {
            atTheEnd++;
            due = start + schedule.nextOffsetNanos();
        }
        assertThat(offered).as("offered of the schedule").isBetween(before, before + atTheEnd);
    }
}
