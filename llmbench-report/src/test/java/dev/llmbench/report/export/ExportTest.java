package dev.llmbench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.RunJournal;
import dev.llmbench.report.Approved;
import dev.llmbench.report.SmallRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ExportTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static Exported export(SmallRun run, ExportFormat format) {
        return Export.of(run.result()).journal(run.journal()).as(format);
    }

    private static String file(Exported exported, String path) {
        return exported.files().stream()
                .filter(file -> file.path().equals(path))
                .map(ExportedFile::text)
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " is not among " + exported.files()));
    }

    private static JsonNode json(SmallRun run, ExportFormat format, String path) {
        return JSON.readTree(file(export(run, format), path));
    }

    private static double number(JsonNode node, String field) {
        return node.required(field).doubleValue();
    }

    private static List<Map<String, String>> csv(String text) {
        List<String[]> lines = text.lines().map(line -> line.split(",", -1)).toList();
        return lines.stream()
                .skip(1)
                .map(line -> {
                    Map<String, String> fields = new HashMap<>();
                    for (int i = 0; i < line.length; i++) {
                        fields.put(lines.get(0)[i], line[i]);
                    }
                    return fields;
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void every_format_writes_what_somebody_has_looked_at(ExportFormat format) {
        Exported exported = export(SmallRun.measured(), format);

        for (ExportedFile file : exported.files()) {
            Approved.verify("export/" + format.id() + "/" + file.path(), file.text());
        }
        Approved.verify(
                "export/" + format.id() + "/notes.txt",
                exported.notes().stream().map(note -> note + "\n").collect(Collectors.joining()));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void every_format_tells_a_simulation_and_who_made_its_files(ExportFormat format) {
        Exported simulated = export(SmallRun.simulated(), format);

        String all = simulated.files().stream().map(ExportedFile::text).collect(Collectors.joining());
        assertThat(all.replace("\r", "")).containsAnyOf("\"simulated\" : true", "simulated: true", ",true\n");
        if (format != ExportFormat.TIMELINE) {
            assertThat(all).contains("llmbench 0.1.0");
        }
        simulated.files().stream()
                .filter(file -> file.path().endsWith(".json"))
                .forEach(file -> assertThat(
                                JSON.readTree(file.text()).required("simulated").booleanValue())
                        .as(file.path())
                        .isTrue());
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void every_file_tells_a_simulation_by_itself(ExportFormat format) {
        for (ExportedFile file : export(SmallRun.simulated(), format).files()) {
            String name = file.path().substring(file.path().lastIndexOf('/') + 1);
            String text = file.text().replaceAll("[\r ]", "").toLowerCase(Locale.ROOT);

            boolean within = Stream.of("\"simulated\":true", "simulated:true", ",true\n", "status:**simulated")
                    .anyMatch(text::contains);
            assertThat(within || name.startsWith("simulated-")).as(file.path()).isTrue();
        }
        assertThat(export(SmallRun.measured(), format).files())
                .allSatisfy(file -> assertThat(file.path()).doesNotContain("simulated"));
    }

    /** All but gpu-conc, whose definition counts what was under way when the window began. */
    @ParameterizedTest
    @EnumSource(value = ExportFormat.class, mode = EnumSource.Mode.EXCLUDE, names = "GPU_CONC")
    void no_other_format_counts_what_was_not_measured_in_the_window(ExportFormat format) {
        SmallRun run = SmallRun.measured().withRequestsUnderWay();
        RunJournal onlyMeasured = new RunJournal(
                run.journal().startedAt(),
                run.journal().requests().stream()
                        .filter(request -> request.phase() == JournaledRequest.Phase.MEASURED)
                        .toList(),
                Optional.empty(),
                0);

        assertThat(export(run, format).files())
                .isEqualTo(
                        Export.of(run.result()).journal(onlyMeasured).as(format).files());
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void every_format_is_documented(ExportFormat format) throws IOException {
        assertThat(Files.readAllLines(Path.of("../docs/export.md"))).contains("## " + format.id());
    }

    @Test
    void needs_the_journal_where_definitions_need_requests() {
        for (ExportFormat format : ExportFormat.values()) {
            Export without = Export.of(SmallRun.measured().result());
            if (format.needsJournal()) {
                assertThatExceptionOfType(ConfigurationException.class)
                        .isThrownBy(() -> without.as(format))
                        .withMessageContaining(format.id() + " needs the requests of the run")
                        .withMessageContaining("name the run's own folder");
            } else {
                assertThat(without.as(format).files()).isNotEmpty();
            }
        }
    }

    @Test
    void leaves_lengths_null_that_are_drawn_from_a_range() {
        SmallRun run = SmallRun.measured().ofAnyLength();

        JsonNode config =
                json(run, ExportFormat.GPU_CONC, "benchmark_concurrency_1.json").required("test_config");
        JsonNode batch = json(run, ExportFormat.RUNARA, "benchmark_v2.json")
                .required("concurrency_benchmarks")
                .get(0);

        assertThat(config.required("input_tokens").isNull()).isTrue();
        assertThat(config.required("output_tokens").isNull()).isTrue();
        assertThat(batch.required("input_len").isNull()).isTrue();
        assertThat(batch.required("output_len").isNull()).isTrue();
    }

    @Nested
    class SeveralLengths {
        @Test
        void have_a_folder_each_where_the_other_tool_knows_only_one() {
            Exported exported = export(SmallRun.measured().ofTwoLengths(), ExportFormat.GPU_CONC);

            assertThat(exported.files())
                    .extracting(ExportedFile::path)
                    .containsExactly(
                            "100-in-50-out/benchmark_concurrency_1.json",
                            "100-in-50-out/benchmark_summary_20260131_120036.json",
                            "100-in-200-out/benchmark_concurrency_1.json",
                            "100-in-200-out/benchmark_summary_20260131_120036.json");
            JsonNode longer = JSON.readTree(file(exported, "100-in-200-out/benchmark_concurrency_1.json"));
            assertThat(number(longer.required("test_config"), "output_tokens")).isEqualTo(200);
            assertThat(number(longer, "total_requests_sent")).isEqualTo(6);
        }

        @Test
        void are_told_in_rows_where_it_knows_several() {
            JsonNode rows = json(SmallRun.measured().ofTwoLengths(), ExportFormat.RUNARA, "benchmark_v2.json")
                    .required("concurrency_benchmarks");

            assertThat(rows).extracting(row -> number(row, "output_len")).containsExactly(50.0, 200.0);
        }

        @ParameterizedTest
        @EnumSource(ExportFormat.class)
        void never_write_two_files_of_one_name(ExportFormat format) {
            SmallRun run = SmallRun.measured().ofTwoLengths();
            if (format == ExportFormat.OPTIMAL_CONFIG) {
                assertThatExceptionOfType(ConfigurationException.class)
                        .isThrownBy(() -> export(run, format))
                        .withMessageContaining("no level can be called the best")
                        .withMessageContaining("levels of different lengths");
            } else {
                assertThat(export(run, format).files())
                        .extracting(ExportedFile::path)
                        .doesNotHaveDuplicates();
            }
        }
    }

    @Nested
    class ASaturation {
        @Test
        void is_a_row_of_dria_without_a_rate() {
            Exported exported = export(SmallRun.measured().asSaturation(), ExportFormat.DRIA);

            assertThat(csv(file(exported, "benchmark_results.csv")))
                    .extracting(row -> row.get("benchmark_type") + " " + row.get("rate"))
                    .containsExactly("throughput -", "concurrent 2");
        }

        @Test
        void is_left_out_where_the_other_tool_knows_users_only() {
            for (ExportFormat format : List.of(ExportFormat.GPU_CONC, ExportFormat.RUNARA)) {
                Exported exported = export(SmallRun.measured().asSaturation(), format);

                assertThat(exported.notes())
                        .anyMatch(note -> note.contains("of no stated number of users are left out"));
            }
            assertThat(export(SmallRun.measured().asSaturation(), ExportFormat.GPU_CONC)
                            .files())
                    .hasSize(2);
        }
    }

    @Test
    void says_what_a_journal_that_is_not_whole_leaves_out() {
        SmallRun run = SmallRun.measured();
        RunJournal torn = new RunJournal(
                run.journal().startedAt(), run.journal().requests().subList(0, 4), Optional.of("line 5 is torn"), 0);

        List<String> notes =
                Export.of(run.result()).journal(torn).as(ExportFormat.DRIA).notes();

        assertThat(notes)
                .anyMatch(note -> note.contains("the journal is not whole (line 5 is torn)"))
                .anyMatch(note -> note.startsWith("1 user: only 3 of 4 requests stand in the journal"))
                .anyMatch(note -> note.startsWith("2 users: only 0 of 6 requests"));
    }

    @Test
    void says_when_the_journal_has_more_than_the_result_counts() {
        SmallRun run = SmallRun.measured();
        List<JournaledRequest> twice = new ArrayList<>(run.journal().requests());
        twice.addAll(run.journal().requests());
        RunJournal more = new RunJournal(run.journal().startedAt(), twice, Optional.empty(), 0);

        List<String> notes =
                Export.of(run.result()).journal(more).as(ExportFormat.DRIA).notes();

        assertThat(notes)
                .anyMatch(note ->
                        note.startsWith("1 user: 8 requests stand in the journal, of which the result counts 4"));
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void refuses_the_journal_of_another_run_where_it_needs_one(ExportFormat format) {
        SmallRun run = SmallRun.measured();
        RunJournal other = new RunJournal(
                run.journal().startedAt().plusSeconds(3_600), run.journal().requests(), Optional.empty(), 0);
        Export export = Export.of(run.result()).journal(other);

        if (format.needsJournal()) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> export.as(format))
                    .withMessageContaining("the journal belongs to another run than the result");
        } else {
            assertThat(export.as(format).files()).isNotEmpty();
        }
    }

    @Test
    void reads_neither_requests_that_held_the_load_nor_those_that_were_never_sent() {
        assertThat(SmallRun.measured().withRequestsUnderWay().journal().requests())
                .filteredOn(request -> !Export.reads(request))
                .extracting(request -> request.phase() + " " + request.outcome())
                .containsExactly("HELD CANCELLED", "WARM_UP DROPPED");
    }

    @Nested
    class GpuConcFiles {
        @Test
        void count_requests_that_were_under_way_when_the_window_began() {
            SmallRun run = SmallRun.measured().withRequestsUnderWay();

            Exported exported = export(run, ExportFormat.GPU_CONC);

            JsonNode one = JSON.readTree(file(exported, "benchmark_concurrency_1.json"));
            assertThat(number(one, "total_requests_sent")).isEqualTo(5);
            assertThat(number(one, "successful_requests")).isEqualTo(4);
            assertThat(number(one, "system_output_throughput")).isCloseTo((140 + 25) / 10.0, within(1e-6));
            assertThat(exported.notes())
                    .anyMatch(note -> note.startsWith("1 user: requests that were under way when the window began")
                            && note.endsWith(": 1"));
        }

        @Test
        void count_from_the_first_visible_content() {
            SmallRun run = SmallRun.measured().thinkingFor(0.05);

            JsonNode one = json(run, ExportFormat.GPU_CONC, "benchmark_concurrency_1.json");

            assertThat(number(one, "median_ttft")).isCloseTo(250, within(1e-6));
            assertThat(number(one, "median_output_speed_per_query")).isCloseTo(50 / 1.2, within(1e-5));
        }

        @Test
        void tell_kinds_of_failures_with_their_words() {
            JsonNode kinds = json(SmallRun.measured(), ExportFormat.GPU_CONC, "benchmark_concurrency_1.json")
                    .required("error_summary")
                    .required("by_kind");

            assertThat(kinds.required("http_status").required("count").intValue())
                    .isEqualTo(1);
            assertThat(kinds.required("http_status").required("first_message").stringValue())
                    .isEqualTo("so it was");
        }

        @Test
        void have_every_field_also_where_nothing_succeeded() {
            SmallRun run = SmallRun.measured().withoutSuccess();

            JsonNode failed = json(run, ExportFormat.GPU_CONC, "benchmark_concurrency_1.json");

            JsonNode whole = json(SmallRun.measured(), ExportFormat.GPU_CONC, "benchmark_concurrency_1.json");
            assertThat(failed.propertyNames()).containsAll(whole.propertyNames());
            assertThat(failed.required("requests_per_second").isNull()).isTrue();
            assertThat(failed.required("p99_ttft").isNull()).isTrue();
        }

        @Test
        void hold_percentiles_of_numpy_over_the_successful_requests() {
            JsonNode one = json(SmallRun.measured(), ExportFormat.GPU_CONC, "benchmark_concurrency_1.json");

            // 1, 1.5 and 2 s; first tokens after 0.1, 0.25 and 0.2 s.
            assertThat(number(one, "median_end_to_end_latency")).isCloseTo(1500, within(1e-6));
            assertThat(number(one, "average_latency_per_request")).isCloseTo(1500, within(1e-6));
            assertThat(number(one, "p95_end_to_end_latency")).isCloseTo(1500 + 0.9 * 500, within(1e-6));
            assertThat(number(one, "p99_end_to_end_latency")).isCloseTo(1500 + 0.98 * 500, within(1e-6));
            assertThat(number(one, "median_ttft")).isCloseTo(200, within(1e-6));
            assertThat(number(one, "p95_ttft")).isCloseTo(200 + 0.9 * 50, within(1e-6));
            // 50 / 0.9, 50 / 1.25 and 40 / 1.8 tokens a second after the first token.
            assertThat(number(one, "median_output_speed_per_query")).isCloseTo(40, within(1e-6));
            assertThat(number(one, "average_output_speed_per_query"))
                    .isCloseTo((50 / 0.9 + 40 + 40 / 1.8) / 3, within(1e-5));
        }

        @Test
        void hold_tokens_of_successful_requests_over_window_and_drain() {
            JsonNode two = json(SmallRun.measured(), ExportFormat.GPU_CONC, "benchmark_concurrency_2.json");

            assertThat(number(two, "test_duration_seconds")).isEqualTo(10.25);
            assertThat(number(two, "system_output_throughput")).isCloseTo(200 / 10.25, within(1e-6));
            assertThat(number(two, "requests_per_second")).isCloseTo(4 / 10.25, within(1e-6));
            assertThat(number(two, "response_rate")).isCloseTo(4 / 6.0, within(1e-6));
            assertThat(two.required("error_summary").required("timeout_errors").intValue())
                    .isEqualTo(1);
        }

        @Test
        void choose_no_level_at_or_below_95_percent() {
            JsonNode analysis = json(
                            SmallRun.measured(), ExportFormat.GPU_CONC, "benchmark_summary_20260131_120036.json")
                    .required("performance_summary")
                    .required("analysis");

            assertThat(analysis.required("optimal_concurrency").isNull()).isTrue();
            assertThat(analysis.required("recommendation").stringValue()).startsWith("No concurrency level");
        }

        @Test
        void choose_the_highest_throughput_with_enough_success() {
            JsonNode analysis = json(
                            SmallRun.oneBatch(), ExportFormat.GPU_CONC, "benchmark_summary_20260131_120036.json")
                    .required("performance_summary")
                    .required("analysis");

            assertThat(analysis.required("optimal_concurrency").intValue()).isEqualTo(2);
            assertThat(analysis.required("recommendation").stringValue())
                    .isEqualTo("Optimal concurrency level is 2 with 9.8 tokens/s");
        }

        @Test
        void leave_the_gpu_s_memory_null_and_say_so() {
            Exported exported = export(SmallRun.measured(), ExportFormat.GPU_CONC);

            assertThat(JSON.readTree(file(exported, "benchmark_concurrency_1.json"))
                            .required("peak_memory_gb")
                            .isNull())
                    .isTrue();
            assertThat(exported.notes())
                    .anyMatch(note -> note.contains("peak_memory_gb and average_memory_gb are null"));
        }
    }

    @Nested
    class VllmBenchFiles {
        private JsonNode one() {
            return json(
                    SmallRun.measured(),
                    ExportFormat.VLLM_BENCH,
                    "openai-infqps-concurrency1-org-tiny-1b-20260131-120000.json");
        }

        @Test
        void count_from_the_first_event_to_the_last_token() {
            // First events after 0.09, 0.24 and 0.19 s; last tokens after 0.999, 1.499 and 1.999 s.
            assertThat(number(one(), "mean_ttft_ms")).isCloseTo(520 / 3.0, within(1e-6));
            assertThat(number(one(), "median_ttft_ms")).isCloseTo(190, within(1e-6));
            assertThat(number(one(), "p99_ttft_ms")).isCloseTo(190 + 0.98 * 50, within(1e-6));
            assertThat(number(one(), "mean_e2el_ms")).isCloseTo(1499, within(1e-6));
            assertThat(number(one(), "std_e2el_ms")).isCloseTo(Math.sqrt(500_000 / 3.0), within(1e-6));
            assertThat(number(one(), "median_tpot_ms")).isCloseTo(1259 / 49.0, within(1e-6));
        }

        @Test
        void weigh_gaps_between_events_alike_and_not_requests() {
            assertThat(number(one(), "mean_itl_ms")).isCloseTo((909 + 1259 + 1809) / (49 + 49 + 39.0), within(1e-6));
        }

        @Test
        void hold_rates_over_the_time_from_first_begin_to_last_end() {
            // From 2 s to 7.7 s, when the last request failed.
            assertThat(number(one(), "duration")).isCloseTo(5.7, within(1e-6));
            assertThat(number(one(), "completed")).isEqualTo(3);
            assertThat(number(one(), "failed")).isEqualTo(1);
            assertThat(number(one(), "output_throughput")).isCloseTo(140 / 5.7, within(1e-6));
            assertThat(number(one(), "total_token_throughput")).isCloseTo(440 / 5.7, within(1e-6));
            assertThat(number(one(), "request_throughput")).isCloseTo(3 / 5.7, within(1e-6));
        }

        @Test
        void count_a_request_in_each_second_that_it_touches() {
            JsonNode two = json(
                    SmallRun.measured(),
                    ExportFormat.VLLM_BENCH,
                    "openai-infqps-concurrency2-org-tiny-1b-20260131-120020.json");

            // In second 2 two requests end and one begins.
            assertThat(number(two, "max_concurrent_requests")).isEqualTo(3);
            assertThat(number(one(), "max_concurrent_requests")).isEqualTo(2);
        }

        @Test
        void say_nothing_of_users_where_a_saturation_found_their_number() {
            Exported exported = export(SmallRun.measured().asSaturation(), ExportFormat.VLLM_BENCH);

            assertThat(exported.files().get(0).path()).startsWith("openai-infqps-org-tiny-1b-");
            assertThat(JSON.readTree(exported.files().get(0).text())
                            .required("max_concurrency")
                            .isNull())
                    .isTrue();
        }
    }

    @Nested
    class LlmLocustFile {
        private static final String FOLDER = "million-tokens-20260131-120000/";

        private List<Map<String, String>> lines(String name) {
            return csv(file(export(SmallRun.measured(), ExportFormat.LLM_LOCUST), FOLDER + name));
        }

        @Test
        void counts_from_the_first_chunk_with_its_rounding() {
            Map<String, String> first =
                    lines("vllm-20260131-120000-million-tokens.csv").get(0);

            // Start 2 s, first chunk 2.09 s, end 3 s; 100 tokens in, 50 out.
            assertThat(first)
                    .containsEntry("ttft_ms", "90")
                    .containsEntry("tpot_ms", "18.2") // (3 - 2.09) / 50
                    .containsEntry("end_to_end_s", "1")
                    .containsEntry("total_tokens_per_sec", "150")
                    .containsEntry("output_tokens_per_sec", "50")
                    .containsEntry("status_code", "200")
                    .containsEntry("input_prompt", "[100 tokens]")
                    .containsEntry("user_id", "");
        }

        @Test
        void writes_failures_as_zeros() {
            assertThat(lines("vllm-20260131-120000-million-tokens.csv").get(3))
                    .containsEntry("request_id", "4")
                    .containsEntry("status_code", "503")
                    .containsEntry("end_to_end_s", "0")
                    .containsEntry("input_prompt", "[FAILED]")
                    .containsEntry("output_text", "[ERROR 503]");
            assertThat(lines("vllm-20260131-120020-million-tokens.csv"))
                    .filteredOn(line -> line.get("input_prompt").equals("[FAILED]"))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .containsEntry("status_code", "0")
                            .containsEntry("output_text", "[ERROR timeout_first_token]"));
        }
    }

    @Nested
    class RunaraFiles {
        @Test
        void take_the_slowest_request_of_a_single_batch() {
            JsonNode two = json(SmallRun.oneBatch(), ExportFormat.RUNARA, "benchmark_v2.json")
                    .required("concurrency_benchmarks")
                    .get(1);

            assertThat(number(two, "total_tokens")).isEqualTo(100);
            assertThat(number(two, "wall_time_sec")).isEqualTo(4);
            assertThat(number(two, "throughput_tok_s")).isEqualTo(25);
            assertThat(two.required("wall_time_is").stringValue()).isEqualTo("slowest request");
        }

        @Test
        void take_the_throughput_of_the_window_where_the_load_went_on_and_say_so() {
            SmallRun run = SmallRun.measured();
            Exported exported = export(run, ExportFormat.RUNARA);
            JsonNode two = JSON.readTree(file(exported, "benchmark_v2.json"))
                    .required("concurrency_benchmarks")
                    .get(1);

            assertThat(number(two, "wall_time_sec")).isEqualTo(10);
            assertThat(number(two, "throughput_tok_s")).isCloseTo(windowed(run, 2), within(0.05));
            assertThat(two.required("wall_time_is").stringValue()).isEqualTo("measured window");
            assertThat(exported.notes()).anyMatch(note -> note.contains("not one batch of a request a user"));
        }

        @Test
        void take_no_window_that_saw_few_requests_for_a_batch() {
            SmallRun run = SmallRun.fewRequests();
            JsonNode two = json(run, ExportFormat.RUNARA, "benchmark_v2.json")
                    .required("concurrency_benchmarks")
                    .get(1);

            assertThat(two.required("wall_time_is").stringValue()).isEqualTo("measured window");
            assertThat(number(two, "throughput_tok_s")).isCloseTo(windowed(run, 2), within(0.05));
        }

        private double windowed(SmallRun run, int users) {
            return run.result().atConcurrency(users).throughput().outputTokens().perSecond();
        }

        @Test
        void compute_no_cost_from_a_single_stream() {
            Exported exported = export(SmallRun.measured().ofOneUser(), ExportFormat.RUNARA);
            JsonNode cost = JSON.readTree(file(exported, "benchmark_v2.json")).required("cost_analysis");

            assertThat(cost.required("cost_per_1m_tokens_usd").isNull()).isTrue();
            assertThat(cost.required("throughput_tok_s").isNull()).isTrue();
            assertThat(exported.notes()).anyMatch(note -> note.contains("only one user was measured"));
        }

        @Test
        void compute_the_cost_from_the_highest_throughput() {
            JsonNode cost = json(SmallRun.oneBatch(), ExportFormat.RUNARA, "benchmark_v2.json")
                    .required("cost_analysis");

            assertThat(number(cost, "throughput_tok_s")).isEqualTo(25);
            assertThat(number(cost, "tokens_per_hour")).isEqualTo(90_000);
            assertThat(number(cost, "cost_per_1m_tokens_usd")).isEqualTo(20);
        }

        @Test
        void group_a_single_stream_by_the_length_asked_for() {
            JsonNode rows = json(SmallRun.measured(), ExportFormat.RUNARA, "benchmark_v2.json")
                    .required("throughput_degradation");

            assertThat(rows).hasSize(1);
            assertThat(number(rows.get(0), "output_tokens")).isEqualTo(50);
            assertThat(number(rows.get(0), "throughput_tok_s")).isEqualTo(31.1); // 140 tokens in 4.5 s
            assertThat(rows.get(0).required("gpu_memory").isNull()).isTrue();
        }

        @Test
        void mark_a_simulation_in_the_report() {
            assertThat(file(export(SmallRun.simulated(), ExportFormat.RUNARA), "REPORT.md"))
                    .contains("- **Status:** SIMULATED, these figures say nothing about real hardware");
        }
    }

    @Nested
    class DriaRows {
        private JsonNode row(int level) {
            return json(SmallRun.measured(), ExportFormat.DRIA, "benchmark_results.json")
                    .required("benchmarks")
                    .get(level);
        }

        @Test
        void hold_rates_over_the_time_from_first_start_to_last_end() {
            JsonNode row = row(0); // three requests from 2 s to 6.5 s

            assertThat(number(row, "benchmark_duration")).isCloseTo(4.5, within(1e-6));
            assertThat(number(row, "requests_per_second")).isCloseTo(3 / 4.5, within(1e-6));
            assertThat(number(row, "request_concurrency")).isCloseTo(1, within(1e-6));
            assertThat(number(row, "output_tokens_per_second")).isCloseTo(139 / 4.5, within(1e-6));
            assertThat(number(row, "tokens_per_second")).isCloseTo((300 + 139) / 4.5, within(1e-6));
        }

        @Test
        void weight_times_per_token_by_tokens() {
            JsonNode row = row(0);
            double generating = 1e3 * (0.899 + 1.249 + 1.799);

            assertThat(number(row, "time_per_output_token_ms")).isCloseTo(generating / 140, within(1e-6));
            assertThat(number(row, "inter_token_latency_ms")).isCloseTo(generating / 137, within(1e-6));
            assertThat(number(row, "time_to_first_token_ms")).isCloseTo(550 / 3.0, within(1e-6));
        }

        @Test
        void count_incomplete_requests_among_the_means_and_failed_ones_not() {
            JsonNode row = row(1);

            assertThat(number(row, "total_requests")).isEqualTo(6);
            assertThat(number(row, "successful_requests")).isEqualTo(4);
            assertThat(number(row, "request_latency")).isCloseTo((2.5 + 2.6 + 3 + 2.5 + 4.25) / 5, within(1e-6));
            assertThat(number(row, "output_token_count")).isEqualTo(46);
        }

        @Test
        void take_the_wanted_length_of_a_prompt_whose_request_was_cut_off_and_say_so() {
            double tokens = number(row(1), "tokens_per_second") - number(row(1), "output_tokens_per_second");

            assertThat(tokens).isCloseTo(5 * 100 / 10.25, within(1e-6)); // five requests from 20 s to 30.25 s
            assertThat(export(SmallRun.measured(), ExportFormat.DRIA).notes())
                    .anyMatch(note -> note.startsWith("2 users: requests without a count of the server's")
                            && note.endsWith(": 1"));
        }

        @Test
        void have_a_hyphen_in_csv_and_null_in_json_for_what_is_not_set() {
            Exported exported = export(SmallRun.measured(), ExportFormat.DRIA);

            assertThat(csv(file(exported, "benchmark_results.csv")).get(0))
                    .containsEntry("benchmark_type", "concurrent")
                    .containsEntry("rate", "1")
                    .containsEntry("max_number", "-")
                    .containsEntry("warmup_number", "-");
            assertThat(row(0).required("warmup_number").isNull()).isTrue();
        }
    }

    @Nested
    class GpuShopperFiles {
        private static final String FOLDER = "benchmark_org-tiny-1b_1-user/";

        private List<JsonNode> lines(SmallRun run) {
            return file(export(run, ExportFormat.GPU_SHOPPER), FOLDER + "results.jsonl")
                    .lines()
                    .map(JSON::readTree)
                    .toList();
        }

        @Test
        void log_a_line_a_request_with_tokens_over_wall_time() {
            List<JsonNode> lines = lines(SmallRun.measured());

            assertThat(lines).hasSize(4);
            assertThat(number(lines.get(1), "n")).isEqualTo(2);
            assertThat(number(lines.get(1), "tok")).isEqualTo(50);
            assertThat(number(lines.get(1), "dur")).isEqualTo(1.5);
            assertThat(number(lines.get(1), "tps")).isCloseTo(50 / 1.5, within(1e-6));
            assertThat(number(lines.get(1), "t")).isEqualTo(1769860804);
            assertThat(lines.get(3).required("err").booleanValue()).isTrue();
            assertThat(lines.get(3).required("error_msg").stringValue()).isEqualTo("HTTP_STATUS: so it was");
        }

        @Test
        void take_the_server_s_own_generating_time_where_it_tells() {
            assertThat(lines(SmallRun.withServerTimes()).subList(0, 3))
                    .allSatisfy(line -> assertThat(number(line, "tps")).isEqualTo(100));
        }

        @Test
        void compute_figures_as_its_reader_does() {
            JsonNode figures = json(SmallRun.measured(), ExportFormat.GPU_SHOPPER, FOLDER + "benchmark.json")
                    .required("results");
            double[] speeds = {20, 50 / 1.5, 50};

            assertThat(number(figures, "avg_tokens_per_second"))
                    .isCloseTo(Arrays.stream(speeds).average().orElseThrow(), within(1e-6));
            assertThat(number(figures, "p99_tokens_per_second")).isCloseTo(50 / 1.5, within(1e-6)); // the lower rank
            assertThat(number(figures, "max_tokens_per_second")).isEqualTo(50);
            assertThat(number(figures, "error_rate")).isEqualTo(0.25);
            assertThat(number(figures, "duration_seconds")).isEqualTo(4); // from second 3 to second 7
            assertThat(number(figures, "requests_per_minute")).isEqualTo(60);
        }

        @Test
        void invent_no_gpu_figures() {
            Exported exported = export(SmallRun.measured(), ExportFormat.GPU_SHOPPER);

            assertThat(exported.files()).noneMatch(file -> file.path().endsWith("gpu.csv"));
            assertThat(exported.notes())
                    .anyMatch(note -> note.startsWith("GPU figures were not sampled: there is no gpu.csv"));
        }
    }

    @Nested
    class OptimalConfigFile {
        @Test
        void has_no_cost_of_a_single_stream() {
            Exported exported = export(SmallRun.measured().ofOneUser().whereAllSucceed(), ExportFormat.OPTIMAL_CONFIG);

            assertThat(file(exported, "optimal_config.yaml"))
                    .contains("  single_stream: true\n", "  cost_per_1m_output_tokens: null\n");
            assertThat(exported.notes()).anyMatch(note -> note.contains("only one request was under way at a time"));
        }

        @Test
        void is_not_written_of_an_only_level_that_no_other_would_have_lost_to() {
            SmallRun failing = SmallRun.measured().ofOneUser();
            SmallRun invalid = SmallRun.measured().ofOneUser().whereAllSucceed().judged(Verdict.INVALID);

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> export(failing, ExportFormat.OPTIMAL_CONFIG))
                    .withMessageContaining("of the only level, 1 user, only 75.0 % of its requests were served");
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> export(invalid, ExportFormat.OPTIMAL_CONFIG))
                    .withMessageContaining("of the only level, 1 user, its figures are INVALID");
        }

        @Test
        void names_the_best_level_and_what_to_plan_with() {
            SmallRun run = SmallRun.measured();
            double most =
                    run.result().atConcurrency(2).throughput().outputTokens().perSecond();

            String yaml = file(export(run, ExportFormat.OPTIMAL_CONFIG), "optimal_config.yaml");

            assertThat(yaml)
                    .contains("\noptimal_settings:\n  concurrency: 2\n")
                    .contains("  gpu: \"H100 SXM\"\n  gpu_count: 2\n")
                    .contains("  plan_from_output_tokens_per_second: "
                            + Json.rounded(0.6 * most).toPlainString());
        }
    }

    @Nested
    class Writing {
        @TempDir
        private Path folder;

        @Test
        void makes_folders_and_replaces_files() throws IOException {
            Exported exported = new Exported(List.of(new ExportedFile("a/b.txt", "new")), List.of());
            Files.createDirectories(folder.resolve("a"));
            Files.writeString(folder.resolve("a/b.txt"), "old");

            List<Path> written = new ArrayList<>(exported.writeTo(folder));
            written.addAll(exported.writeTo(folder.resolve("deep/er")));

            assertThat(written).containsExactly(folder.resolve("a/b.txt"), folder.resolve("deep/er/a/b.txt"));
            assertThat(written).allSatisfy(file -> assertThat(file).hasContent("new"));
            assertThat(folder.resolve("a")).isDirectoryNotContaining("glob:**.part");
        }

        @Test
        void tells_what_is_in_the_way() throws IOException {
            Files.writeString(folder.resolve("a"), "a file");
            Exported exported = new Exported(List.of(new ExportedFile("a/b.txt", "new")), List.of());

            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> exported.writeTo(folder))
                    .withMessageContaining("b.txt can't be written")
                    .withMessageContaining("--out DIR");
        }
    }
}
