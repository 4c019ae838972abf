package dev.llmbench.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.core.internal.file.JournalReader;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The journal of a run that several processes wrote, held against the run's result. */
final class Attempts {
    private record Line(RequestRecord request, int attempt) {}

    private final List<Line> lines = new ArrayList<>();

    private Attempts() {}

    /** Reads the journal of a run's folder, which must be whole. */
    static Attempts of(Path run) {
        Attempts read = new Attempts();
        JournalReader.Report report = JournalReader.readAttempts(
                run, (request, attempt, zeroNanos) -> read.lines.add(new Line(request, attempt)));
        assertThat(report.damage()).isEmpty();
        return read;
    }

    /** How many requests there are, whether or not they count. */
    int size() {
        return lines.size();
    }

    /** Which attempt counts, by level: the highest. */
    Map<Integer, Integer> counting() {
        Map<Integer, Integer> highest = new TreeMap<>();
        lines.forEach(line -> highest.merge(line.request().level(), line.attempt(), Math::max));
        return highest;
    }

    /** Every request of the result is in the journal, once, and every level accounts for all that it offered. */
    void accountFor(BenchmarkResult result) {
        assertThat(lines.stream().map(line -> line.request().id())).doesNotHaveDuplicates();
        Map<Integer, Integer> counting = counting();
        for (int i = 0; i < result.levels().size(); i++) {
            LevelResult level = result.levels().get(i);
            int number = i;
            List<RequestRecord> counted = lines.stream()
                    .filter(line -> line.request().level() == number)
                    .filter(line -> line.attempt() == counting.get(number))
                    .map(Line::request)
                    .toList();
            assertThat(level.counts().overall().offered())
                    .as("offered at level %d", i)
                    .isPositive()
                    .isEqualTo(counted.size());
            accountFor(level.counts().warmUp(), Phase.WARM_UP, counted);
            accountFor(level.counts().measured(), Phase.MEASURED, counted);
            accountFor(level.counts().held(), Phase.HELD, counted);
        }
        assertThat(byAttempt(counting)).isEqualTo(result.extra().getOrDefault("levelsByAttempt", byAttempt(counting)));
    }

    private static void accountFor(RequestCounts counts, Phase phase, List<RequestRecord> counted) {
        assertThat(List.of(
                        counts.succeeded(),
                        counts.failedTotal(),
                        counts.censored(),
                        counts.cancelled(),
                        counts.dropped()))
                .as("succeeded, failed, censored, cancelled, dropped of %s", phase)
                .containsExactly(
                        number(counted, phase, Outcome.SUCCEEDED),
                        number(counted, phase, Outcome.FAILED),
                        number(counted, phase, Outcome.CENSORED),
                        number(counted, phase, Outcome.CANCELLED),
                        number(counted, phase, Outcome.DROPPED));
        assertThat(counts.offered())
                .isEqualTo(counts.succeeded()
                        + counts.failedTotal()
                        + counts.censored()
                        + counts.cancelled()
                        + counts.dropped());
    }

    private static long number(List<RequestRecord> requests, Phase phase, Outcome outcome) {
        return requests.stream()
                .filter(request -> request.phase() == phase && request.outcome() == outcome)
                .count();
    }

    private static String byAttempt(Map<Integer, Integer> counting) {
        Map<Integer, List<String>> levels = new TreeMap<>();
        counting.forEach((level, attempt) ->
                levels.computeIfAbsent(attempt, by -> new ArrayList<>()).add(Integer.toString(level + 1)));
        return levels.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
                .reduce((a, b) -> a + "; " + b)
                .orElse("");
    }
}
