package dev.llmbench.core.internal.analysis;

import static dev.llmbench.core.internal.analysis.Levels.rate;
import static dev.llmbench.core.internal.analysis.Levels.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LevelFiguresTest {
    @Test
    void closed_loops_are_judged_by_latency_from_the_request() {
        assertThat(pastTheKnee(users(1), users(2), 1000, 1000, 1000, 9000)).isEmpty();
    }

    @Test
    void open_loops_are_judged_by_latency_from_the_intended_start() {
        assertThat(pastTheKnee(rate(1), rate(2), 1000, 1000, 1000, 9000)).containsExactly(rate(2));
    }

    @Test
    void served_share_and_validity_come_from_the_level() {
        LevelResult failing = result(users(2), 2000, Levels.counts(90, 10), 1000, 1000, Verdict.VALID);
        LevelResult invalid = result(users(4), 3000, Levels.counts(100, 0), 1000, 1000, Verdict.INVALID);
        LevelResult suspect = result(users(1), 1000, Levels.counts(100, 0), 1000, 1000, Verdict.SUSPECT);

        assertThat(BestLevelFinder.find(List.of(failing, invalid, suspect)).best())
                .contains(users(1));
    }

    private List<LoadLevel> pastTheKnee(
            LoadLevel low, LoadLevel high, long written1, long scheduled1, long written2, long scheduled2) {
        RequestCounts counts = Levels.counts(200, 0);
        return BestLevelFinder.find(List.of(
                        result(low, 1000, counts, written1, scheduled1, Verdict.VALID),
                        result(high, 1000, counts, written2, scheduled2, Verdict.VALID)))
                .pastTheKnee();
    }

    private LevelResult result(
            LoadLevel load, double tokens, RequestCounts counts, long fromWritten, long fromSchedule, Verdict verdict) {
        return Levels.result(
                load,
                new Rate(tokens, Optional.of(Levels.interval(tokens, 0.01))),
                counts,
                Levels.latencies(Levels.all(100, 200), Levels.all(fromWritten, 200), Levels.all(fromSchedule, 200)),
                verdict);
    }
}
