package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Ending;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Progress;
import dev.llmbench.api.Run;
import dev.llmbench.api.RunObserver;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.TargetException;
import dev.llmbench.api.Workload;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.Results;
import dev.llmbench.core.internal.file.SavedRun;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.ReceivedRequest;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that was cancelled in its second level of three. */
class ResumeTest {
    private static final TokenAnswer QUICK =
            Answers.tokens(3).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(2));

    /** Short, and yet so long that a busy machine doesn't miss the second level. */
    private static final Duration WINDOW = Duration.ofMillis(800);

    private static final String KEY = "sk-of-the-environment-1234567890";

    @TempDir
    Path folder;

    private ScriptedServer server;

    @BeforeEach
    void start() {
        server = ScriptedServer.start(Script.of(QUICK));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static final class Levels implements RunObserver {
        private final List<LoadLevel> over = new CopyOnWriteArrayList<>();

        @Override
        public void onLevel(LevelResult level) {
            over.add(level.load());
        }
    }

    /** Cancels a run when its second level measures. */
    private BenchmarkResult cancelled(Target target, String key) {
        BenchmarkPlan plan = Runs.benchmark(target, concurrency(1, 2, 3), folder)
                .measureFor(WINDOW)
                .plan();
        return cancelled(plan, target, key);
    }

    private BenchmarkResult cancelled(BenchmarkPlan plan, Target target, String key) {
        Levels levels = new Levels();
        Run run = LlmBench.benchmark(plan, target)
                .onProgress(levels)
                .startIn(LlmBench.local().environment(name -> Optional.of(key)).savingTo(Runs.results(folder)));
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> levels.over.size() == 1 && run.snapshot().phase() == Progress.Phase.MEASURE);
        int asked = server.requests().size();
        await().atMost(Duration.ofSeconds(30)) // a window of some length, or there were nothing to keep of it
                .pollInterval(Duration.ofMillis(2))
                .until(() -> server.requests().size() > asked + 4);
        run.cancel();
        return run.await();
    }

    private BenchmarkResult cancelled() {
        return cancelled(Runs.target(server.url()), "");
    }

    /** What the server was asked, from a request on. */
    private List<String> bodies(int from) {
        List<ReceivedRequest> all = server.requests();
        return all.subList(from, all.size()).stream()
                .map(request -> request.body())
                .toList();
    }

    private Path run() {
        return Runs.onlyRun(folder);
    }

    /** The bytes of every file of the run. */
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(run())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(
                        run().relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }

    private void refused(String... words) throws IOException {
        Map<String, String> before = content();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> LlmBench.resume(run()))
                .withMessageContainingAll(words)
                .withMessageNotContaining("\n");
        assertThat(content()).isEqualTo(before);
    }

    @Nested
    class Resumed {
        @Test
        void keeps_what_was_finished_and_measures_the_rest_into_the_same_folder() {
            BenchmarkResult partial = cancelled();
            assertThat(partial.run().ending()).isEqualTo(Ending.CANCELLED);
            assertThat(Results.read(run())).isEqualTo(partial);
            int before = Attempts.of(run()).size();
            Levels told = new Levels();

            BenchmarkResult whole = LlmBench.resume(run()).onProgress(told).run();

            assertThat(whole.run().ending()).isEqualTo(Ending.COMPLETED);
            assertThat(whole.levels())
                    .extracting(LevelResult::load)
                    .containsExactly(new LoadLevel.Users(1), new LoadLevel.Users(2), new LoadLevel.Users(3));
            assertThat(whole.levels().get(0)).isEqualTo(partial.levels().get(0));
            assertThat(whole.levels().get(1).window().ending()).isEqualTo(Ending.COMPLETED);
            assertThat(whole.best()).isPresent();
            assertThat(whole.run().id()).isEqualTo(partial.run().id());
            assertThat(whole.run().startedAt()).isEqualTo(partial.run().startedAt());
            assertThat(whole.run().elapsed()).isGreaterThan(partial.run().elapsed());
            assertThat(whole.extra())
                    .containsEntry("resumed", "1")
                    .containsEntry("levelsByAttempt", "0: 1; 1: 2, 3")
                    .containsEntry("seed", partial.extra().get("seed"))
                    .doesNotContainKey("serverChanged");
            assertThat(told.over).containsExactly(new LoadLevel.Users(2), new LoadLevel.Users(3));
            assertThat(Results.read(run())).isEqualTo(whole);
            Attempts journal = Attempts.of(run());
            journal.accountFor(whole);
            assertThat(journal.size())
                    .as("the requests that were cut stay in the journal")
                    .isGreaterThan(before)
                    .isEqualTo(before
                            + whole.levels().get(1).counts().overall().offered()
                            + whole.levels().get(2).counts().overall().offered());
        }

        @Test
        void and_complete_leaves_the_files_of_any_complete_run() throws IOException {
            cancelled();
            assertThat(content()).containsKeys("run.json", "run.lock", "levels/0.json");

            LlmBench.resume(run()).run();

            assertThat(content()).containsOnlyKeys("plan.yaml", "requests.jsonl", "events.bin", "result.json");
            refused("is complete, there is nothing to resume");
        }

        @Test
        void and_cancelled_again_can_be_resumed_again() {
            LevelResult first = cancelled().levels().get(0);
            Run second = LlmBench.resume(run()).start();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> second.snapshot().phase() == Progress.Phase.MEASURE);
            second.cancel();
            BenchmarkResult partial = second.await();
            assertThat(partial.run().ending()).isEqualTo(Ending.CANCELLED);
            assertThat(partial.levels()).first().isEqualTo(first);

            BenchmarkResult whole = LlmBench.resume(run()).run();

            assertThat(whole.levels()).hasSize(3);
            assertThat(whole.extra()).containsEntry("resumed", "2").containsEntry("levelsByAttempt", "0: 1; 2: 2, 3");
            Attempts.of(run()).accountFor(whole);
        }

        @Test
        void asks_other_prompts_than_those_that_the_server_may_still_know() {
            Workload workload =
                    Workload.synthetic().inputTokens(40).outputTokens(8).seed(5);
            BenchmarkPlan plan = BenchmarkPlan.of(workload, concurrency(1, 2, 3))
                    .withPhases(Phases.defaults().withWarmUp(Duration.ZERO))
                    .withStop(Stop.elapsed(WINDOW));
            cancelled(plan, Runs.target(server.url()), "");
            List<String> first = bodies(0);

            LlmBench.resume(run()).run();

            List<String> second = bodies(first.size());
            assertThat(second).hasSizeGreaterThan(20);
            // the first few of each are the probe's questions
            assertThat(second.subList(second.size() - 20, second.size())).doesNotContainAnyElementsOf(first);
            assertThat(first.subList(first.size() - 20, first.size())).doesNotContainAnyElementsOf(second);
        }

        @Test
        void tells_when_the_server_is_asked_in_another_way_than_before() throws IOException {
            cancelled();
            Path record = run().resolve("run.json");
            String before = Files.readString(record);
            Files.writeString(record, before.replace("\"as given\"", "\"token ids\""));
            assertThat(Files.readString(record)).isNotEqualTo(before);

            BenchmarkResult whole = LlmBench.resume(run()).run();

            assertThat(whole.extra().get("serverChanged"))
                    .contains("prompts: token ids", "now by ", "prompts: as given");
        }

        @Test
        void takes_keys_from_where_the_plan_says_once_more() throws IOException {
            Target target = Runs.target(server.url()).apiKey(SecretRef.env("RESUME_KEY"));
            cancelled(target, KEY);
            content().forEach((file, bytes) -> assertThat(bytes).as(file).doesNotContain(KEY));

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> LlmBench.resume(run())
                            .in(LlmBench.local().environment(name -> Optional.empty()))
                            .run())
                    .withMessageContaining("RESUME_KEY");
            BenchmarkResult whole = LlmBench.resume(run())
                    .in(LlmBench.local().environment(name -> Optional.of(KEY)))
                    .run();

            assertThat(whole.levels()).hasSize(3);
            content().forEach((file, bytes) -> assertThat(bytes).as(file).doesNotContain(KEY));
        }

        @Test
        void has_no_result_of_the_process_before_beside_a_journal_that_says_more() {
            cancelled();
            Run second = LlmBench.resume(run()).start();
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> second.snapshot().phase() == Progress.Phase.MEASURE);

            assertThat(run().resolve("result.json")).doesNotExist();
            assertThat(run().resolve("partial.json")).exists();

            assertThat(second.await().levels()).hasSize(3);
            assertThat(run().resolve("partial.json")).doesNotExist();
        }

        @Test
        void and_killed_still_knows_what_was_measured_of_the_level_that_was_cut() throws IOException {
            LevelResult cut = cancelled().levels().get(1);
            // as a process leaves them that is killed while it resumes the run
            Files.move(run().resolve("result.json"), run().resolve("partial.json"));

            assertThat(SavedRun.read(run()).partial().orElseThrow().levels()).endsWith(cut);

            assertThat(LlmBench.resume(run()).run().levels()).hasSize(3);
            assertThat(content()).containsOnlyKeys("plan.yaml", "requests.jsonl", "events.bin", "result.json");
        }

        @Test
        void while_its_server_is_gone_loses_nothing() throws IOException {
            cancelled();
            server.close();
            Map<String, String> before = content();

            assertThatExceptionOfType(TargetException.class)
                    .isThrownBy(() -> LlmBench.resume(run()).run());

            assertThat(content()).isEqualTo(before);
        }
    }

    @Nested
    class Refused {
        @Test
        void is_a_run_that_is_complete() throws IOException {
            Runs.benchmark(Runs.target(server.url()), concurrency(1), folder)
                    .stopAfter(Stop.requests(2))
                    .run();

            refused(run().toString(), "is complete, there is nothing to resume");
        }

        @Test
        void is_a_run_that_goes_on_in_this_process() {
            Run run = Runs.benchmark(Runs.target(server.url()), concurrency(1), folder)
                    .measureFor(Duration.ofMinutes(5))
                    .start();
            await().atMost(Duration.ofSeconds(30)).until(() -> run.snapshot().phase() == Progress.Phase.MEASURE);

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> LlmBench.resume(run()))
                    .withMessageContaining("is still going on");

            run.cancel();
            assertThat(run.await().run().ending()).isEqualTo(Ending.CANCELLED);
        }

        @Test
        void is_a_resumption_of_two_at_once() {
            cancelled();
            Run first = LlmBench.resume(run()).start();

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> LlmBench.resume(run()))
                    .withMessageContaining("is still going on");

            assertThat(first.await().levels()).hasSize(3);
        }

        @Test
        void is_a_folder_without_a_plan() throws IOException {
            cancelled();
            Files.delete(run().resolve("plan.yaml"));

            refused("plan.yaml", "there is no such file");
        }

        @Test
        void is_a_folder_whose_plan_is_broken() throws IOException {
            cancelled();
            Files.writeString(run().resolve("plan.yaml"), "load: {concurrency: [");

            refused("plan.yaml");
        }

        @Test
        void is_a_folder_whose_plan_was_changed() throws IOException {
            cancelled();
            Path plan = run().resolve("plan.yaml");
            Files.writeString(plan, Files.readString(plan).replace("scripted", "another"));

            refused("plan.yaml", "was changed since the run began");
        }

        @Test
        void is_a_folder_whose_prompts_were_changed() throws IOException {
            cancelled();
            Path prompts = folder.resolve("prompts.txt");
            Files.writeString(prompts, Files.readString(prompts).replace("three", "four"));

            refused(prompts.toString(), "was changed since the run began");

            Files.delete(prompts);
            refused(prompts.toString(), "can't be read");
        }

        @Test
        void is_a_run_whose_server_ended_with_it() throws IOException {
            BenchmarkPlan plan = Runs.benchmark(Runs.target(server.url()), concurrency(1), folder)
                    .measureFor(Duration.ofMinutes(5))
                    .plan();
            Run run = LlmBench.benchmark(plan, Runs.target(server.url()))
                    .startIn(LlmBench.local().savingTo(Runs.results(folder)).withoutResumption());
            await().atMost(Duration.ofSeconds(30)).until(() -> run.snapshot().phase() == Progress.Phase.MEASURE);
            run.cancel();
            assertThat(run.await().run().ending()).isEqualTo(Ending.CANCELLED);

            assertThat(content()).containsOnlyKeys("plan.yaml", "requests.jsonl", "events.bin", "result.json");
            refused("run.json", "carry out its plan.yaml as a new run");
        }

        @Test
        void is_a_folder_that_an_older_version_left() throws IOException {
            cancelled();
            Files.delete(run().resolve("run.json"));

            refused("run.json", "carry out its plan.yaml as a new run");
        }

        @Test
        void is_a_folder_with_a_finished_level_that_is_damaged() throws IOException {
            cancelled();
            Files.writeString(run().resolve("levels/0.json"), "{\"schema\": \"llmbench-level/1\", \"level\": 0");

            refused("0.json is not a whole finished level");
        }

        @Test
        void is_what_is_no_folder() {
            Path nowhere = folder.resolve("nowhere");

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> LlmBench.resume(nowhere))
                    .withMessageContaining(nowhere + " is not the folder of a run");
            assertThat(nowhere).doesNotExist();
        }
    }
}
