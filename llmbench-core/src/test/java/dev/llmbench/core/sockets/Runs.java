package dev.llmbench.core.sockets;

import static dev.llmbench.api.Workload.prompts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeouts;
import dev.llmbench.core.Benchmark;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.internal.file.JournalReader;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Short runs against servers on loopback. Prompts come from a file: so the probe asks one question, the server's first,
 * and every other is the run's.
 */
final class Runs {
    private Runs() {}

    static Target target(URI url) {
        return Target.openAi(url.toString()).model("scripted");
    }

    /** A benchmark without a warm-up that keeps its files below the folder. */
    static Benchmark benchmark(Target target, Load load, Path folder) {
        Path file = folder.resolve("prompts.txt");
        try {
            Files.writeString(file, "Say one.\nSay two.\nSay three.\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return LlmBench.against(target)
                .workload(prompts(file.toString()).outputTokens(8).seed(0))
                .load(load)
                .warmUp(Duration.ZERO)
                .saveTo(results(folder));
    }

    /** Where runs leave their folders. */
    static Path results(Path folder) {
        return folder.resolve("results");
    }

    static RequestSettings timeouts(Duration firstToken, Duration stall, Duration total) {
        return RequestSettings.defaults().withTimeouts(new Timeouts(Duration.ofSeconds(5), firstToken, stall, total));
    }

    /** The folder of the only run so far. */
    static Path onlyRun(Path folder) {
        try (Stream<Path> runs = Files.list(results(folder))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The journal of the only run so far, undamaged. */
    static List<RequestRecord> journal(Path folder) {
        List<RequestRecord> records = new ArrayList<>();
        JournalReader.Report report = JournalReader.read(onlyRun(folder), records::add);
        assertThat(report.damage()).isEmpty();
        return records;
    }

    /** The only level of a result, every request of which is accounted for: in total, by phase and in the journal. */
    static LevelResult onlyLevel(BenchmarkResult result, List<RequestRecord> journal) {
        assertThat(result.levels()).hasSize(1);
        LevelResult level = result.levels().get(0);
        PhaseCounts counts = level.counts();
        assertThat(counts.overall().offered()).as("offered and in the journal").isEqualTo(journal.size());
        assertThat(journal.stream().map(RequestRecord::id)).doesNotHaveDuplicates();
        accountedFor(counts.warmUp(), Phase.WARM_UP, journal);
        accountedFor(counts.measured(), Phase.MEASURED, journal);
        accountedFor(counts.held(), Phase.HELD, journal);
        return level;
    }

    private static void accountedFor(RequestCounts counts, Phase phase, List<RequestRecord> journal) {
        assertThat(List.of(
                        counts.succeeded(),
                        counts.failedTotal(),
                        counts.censored(),
                        counts.cancelled(),
                        counts.dropped()))
                .as("succeeded, failed, censored, cancelled, dropped of %s", phase)
                .containsExactly(
                        number(journal, phase, Outcome.SUCCEEDED),
                        number(journal, phase, Outcome.FAILED),
                        number(journal, phase, Outcome.CENSORED),
                        number(journal, phase, Outcome.CANCELLED),
                        number(journal, phase, Outcome.DROPPED));
        assertThat(counts.offered())
                .as("offered in %s", phase)
                .isEqualTo(counts.succeeded()
                        + counts.failedTotal()
                        + counts.censored()
                        + counts.cancelled()
                        + counts.dropped());
    }

    private static long number(List<RequestRecord> journal, Phase phase, Outcome outcome) {
        return journal.stream()
                .filter(request -> request.phase() == phase && request.outcome() == outcome)
                .count();
    }

    /** What the journal says of failed requests, in words. */
    static List<String> failures(List<RequestRecord> journal) {
        return journal.stream()
                .flatMap(request -> request.failure().stream())
                .map(RequestRecord.Failure::message)
                .toList();
    }
}
