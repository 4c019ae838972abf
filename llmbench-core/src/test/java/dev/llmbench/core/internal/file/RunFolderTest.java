package dev.llmbench.core.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Job;
import dev.llmbench.api.Load;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunFolderTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-31T12:00:05Z"), ZoneOffset.UTC);
    private static final BenchmarkPlan PLAN = BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1));
    private static final Target TARGET = Target.openAi("http://h:1").model("org/Llama-3.1 8B");

    @TempDir
    Path results;

    @Test
    void is_named_by_plan_and_time_and_never_used_twice() {
        Job job = new Job(PLAN.withName("Llama 8b sweep"), TARGET);

        assertThat(RunFolder.create(results, job, 7, NOON).path()).hasFileName("llama-8b-sweep-20260131-120005");
        assertThat(RunFolder.create(results, job, 7, NOON).path()).hasFileName("llama-8b-sweep-20260131-120005-2");
        assertThat(RunFolder.create(results, job, 7, NOON).path()).hasFileName("llama-8b-sweep-20260131-120005-3");
    }

    @Test
    void takes_the_model_s_name_where_the_plan_has_none_and_makes_missing_folders() {
        Path deep = results.resolve("a/b");

        assertThat(RunFolder.create(deep, new Job(PLAN, TARGET), 7, NOON).path())
                .hasFileName("org-llama-3.1-8b-20260131-120005");
    }

    @ParameterizedTest
    @CsvSource({"../../etc, etc", "..., ''", "漢字, ''", "Été à Paris, ete-a-paris", "a..b, a.b", "CON/:*?, con"})
    void has_a_name_that_every_file_system_takes(String name, String expected) {
        assertThat(RunFolder.slug(name)).isEqualTo(expected);
    }

    @Test
    void holds_the_plan_from_the_start_and_the_result_at_the_end() {
        Job job = new Job(PLAN, TARGET);
        RunFolder folder = RunFolder.create(results, job, 7, NOON);
        BenchmarkResult result = new ResultGenerator(5).result();

        folder.write(result);

        PlanCodec.Content content = PlanCodec.read(folder.path().resolve(RunFolder.PLAN));
        assertThat(new Job(content.plan(), content.target().orElseThrow())).isEqualTo(job);
        assertThat(ResultCodec.read("r", TextFiles.read(folder.path().resolve(RunFolder.RESULT), "result", 1 << 28)))
                .isEqualTo(result);
    }

    @Test
    void tells_the_seed_that_was_drawn_beside_the_plan() throws IOException {
        Job job = new Job(BenchmarkPlan.of(Workload.synthetic(), Load.concurrency(1)), TARGET);

        Path plan = RunFolder.create(results, job, 4711, NOON).path().resolve(RunFolder.PLAN);

        assertThat(Files.readAllLines(plan)).first().asString().startsWith("#").contains("4711");
        assertThat(PlanCodec.read(plan).plan()).isEqualTo(job.plan());
    }

    @Test
    void a_place_that_cannot_be_written_to_is_refused() throws IOException {
        Path file = Files.writeString(results.resolve("taken"), "a file, no folder");

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunFolder.create(file, new Job(PLAN, TARGET), 7, NOON))
                .withMessageContaining(file.toString())
                .withMessageContaining("choose a folder that can be written to (--out DIR)");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> RunFolder.create(file.resolve("below"), new Job(PLAN, TARGET), 7, NOON));
    }

    @Test
    void a_journal_is_not_written_over() {
        RunFolder folder = RunFolder.create(results, new Job(PLAN, TARGET), 7, NOON);
        folder.openJournal(0, Instant.EPOCH).close();

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> folder.openJournal(0, Instant.EPOCH))
                .withMessageContaining("in the way");
    }
}
