package dev.llmbench.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.Results;
import dev.llmbench.core.internal.file.JournalReader;
import dev.llmbench.core.internal.file.SavedRun;
import dev.llmbench.core.sockets.KilledRunMain.Kind;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs whose process is killed, as {@code kill -9} does, at moments drawn from a seed; the seconds that follow them are the
 * machine's own. {@code -Dllmbench.kills=50}, as {@code scripts/kill-runs.sh} has it, kills more often.
 */
class KilledRunTest {
    private static final long SEED = 20_260_131;

    /** After what a process is killed, and how many milliseconds after at the most. */
    private record Moment(String sign, int millis) {}

    /** The first of each covers the probe and a level. */
    private static final Map<Kind, List<Moment>> MOMENTS = Map.of(
            Kind.SWEEP,
            List.of(new Moment("run.json", 1_500), new Moment("levels/0.json", 500), new Moment("levels/1.json", 600)),
            Kind.RACE,
            List.of(new Moment("run.json", 1_500), new Moment("levels/0.json", 300)),
            Kind.GRID,
            List.of(new Moment("run.json", 1_500), new Moment("levels/0.json", 500), new Moment("levels/2.json", 200)));

    /** How often each is killed unless somebody says so: each kill costs seconds. */
    private static final Map<Kind, Integer> KILLS = Map.of(Kind.SWEEP, 8, Kind.RACE, 2, Kind.GRID, 3);

    private static ScriptedServer server;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        server = ScriptedServer.start(
                Script.of(Answers.tokens(3).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(2))));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Process child(Path out, String... args) throws IOException {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledRunMain.class.getName()),
                        Stream.of(args))
                .toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    private Process begun(Kind kind, Path place) throws IOException {
        return child(place.resolve("out"), "begin", kind.name(), server.url().toString(), place.toString());
    }

    /** The run's folder, once it holds a file; a run that ended before has none of its own files left. */
    private static Path when(String sign, Path results, Process child) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> !child.isAlive()
                        || (Files.isDirectory(results)
                                && Files.exists(only(results).resolve(sign))));
        return only(results);
    }

    private static Path only(Path results) {
        try (Stream<Path> runs = Files.list(results)) {
            return runs.findFirst().orElse(results);
        } catch (IOException e) {
            return results;
        }
    }

    private static void kill(Process child, int afterMillis) throws InterruptedException {
        boolean unused = child.waitFor(afterMillis, TimeUnit.MILLISECONDS);
        child.destroyForcibly().waitFor();
    }

    private static boolean complete(Path run) {
        return Files.exists(run.resolve("result.json"));
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(1_800)
    void is_finished_by_another_process_and_no_request_counts_twice(Kind kind) throws Exception {
        Random random = new Random(SEED);
        int kills = Integer.getInteger("llmbench.kills", KILLS.get(kind));
        int cut = 0;
        int keptLevels = 0;
        for (int i = 0; i < kills; i++) {
            Path place = Files.createDirectory(folder.resolve("kill-" + i));
            Moment moment = MOMENTS.get(kind).get(i % MOMENTS.get(kind).size());
            Process child = begun(kind, place);
            Path run = when(moment.sign(), Runs.results(place), child);
            kill(child, random.nextInt(moment.millis()));
            readable(run);
            if (i % 4 == 1 && !complete(run)) { // the process that resumes may be killed too
                Process second = child(place.resolve("out-2"), "resume", run.toString());
                kill(second, 400 + random.nextInt(1_000));
                readable(run);
            }
            String at = "kill " + i + " of a " + kind + " of seed " + SEED + ", in " + place;
            if (!complete(run)) {
                cut++;
                keptLevels += LlmBench.resume(run).levelsFinished();
                finished(run, at);
            }
            complete(run, at);
        }
        assertThat(cut).as("kills that cut the run").isGreaterThanOrEqualTo(kills / 2);
        assertThat(keptLevels).as("levels that were kept").isPositive();
    }

    /** Whatever the process was doing, everything but the torn end of the journal can be read. */
    private static void readable(Path run) {
        if (Files.exists(run.resolve("events.bin"))) {
            JournalReader.read(run, request -> assertThat(request.level()).isBetween(0, 3));
        }
    }

    private static void finished(Path run, String at) {
        List<LevelResult> kept = keptLevels(run);

        BenchmarkResult result = LlmBench.resume(run).run();

        assertThat(result.levels().subList(0, kept.size()).equals(kept))
                .as("%s: finished levels stay as they were", at)
                .isTrue();
        assertThat(result.extra()).as(at).containsKeys("resumed", "resumedAt", "levelsByAttempt");
        assertThat(Results.read(run)).as(at).isEqualTo(result);
    }

    private static List<LevelResult> keptLevels(Path run) {
        return SavedRun.read(run).finished().stream()
                .flatMap(level -> level.result().stream())
                .toList();
    }

    private static void complete(Path run, String at) {
        BenchmarkResult result = Results.read(run);
        assertThat(result.run().ending()).as(at).isEqualTo(Ending.COMPLETED);
        assertThat(result.levels())
                .as(at)
                .extracting(LevelResult::point)
                .isEqualTo(result.job().plan().points());
        Attempts.of(run).accountFor(result);
        assertThatExceptionOfType(ConfigurationException.class)
                .as(at)
                .isThrownBy(() -> LlmBench.resume(run))
                .withMessageContaining("is complete, there is nothing to resume");
    }

    @Test
    @Timeout(120)
    void is_refused_to_others_as_long_as_its_process_lives() throws Exception {
        Process child = begun(Kind.SWEEP, folder);
        Path run = when("levels/0.json", Runs.results(folder), child);

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LlmBench.resume(run))
                .withMessageContaining("is still going on");

        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue())
                .as(Files.readString(folder.resolve("out")))
                .isZero();
        complete(run, "not killed");
        assertThat(Results.read(run).extra()).doesNotContainKey("resumed");
    }
}
