package dev.llmbench.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The forms of the tools' results, as far as they are read. */
class ReportedFiguresTest {
    private static final String SERVING = """
            {"completed": 6, "total_output_tokens": 60, "output_throughput": 30.5, "request_throughput": 3.05,
             "mean_ttft_ms": 1, "median_ttft_ms": 2, "p95_ttft_ms": 3, "p99_ttft_ms": 4,
             "mean_tpot_ms": 5, "median_tpot_ms": 6, "p95_tpot_ms": 7, "p99_tpot_ms": 8,
             "mean_itl_ms": 9, "median_itl_ms": 10, "p95_itl_ms": 11, "p99_itl_ms": 12,
             "mean_NAME_ms": 13, "median_NAME_ms": 14, "p95_NAME_ms": 15, "p99_NAME_ms": 16}""";

    @Test
    void of_vllm_and_sglang_are_flat() {
        for (String name : new String[] {"e2el", "e2e_latency"}) {
            Figures figures = ServingResult.read(json(SERVING.replace("NAME", name)), name);

            expect(figures, "ttft.mean", 1, "ttft.p99", 4, "tpot.p50", 6, "itl.p95", 11, "end_to_end.p99", 16);
            expect(figures, "token_rate.total", 30.5, "request_rate.total", 3.05);
            expect(figures, "requests.total", 6, "tokens.total", 60);
        }
    }

    @Test
    void of_guidellm_stand_under_each_metric_and_latency_in_seconds() {
        Figures figures = GuidellmPeer.read(json("""
                {"benchmarks": [{"metrics": {
                  "time_to_first_token_ms": {"successful": {"mean": 1, "percentiles": {"p50": 2, "p95": 3, "p99": 4}}},
                  "time_per_output_token_ms": {"successful": {"mean": 5, "percentiles": {"p50": 6, "p95": 7, "p99": 8}}},
                  "inter_token_latency_ms": {"successful": {"mean": 9, "percentiles": {"p50": 10, "p95": 11, "p99": 12}}},
                  "request_latency": {"successful": {"mean": 0.5, "percentiles": {"p50": 2, "p95": 3, "p99": 4}}},
                  "output_tokens_per_second": {"successful": {"mean": 30.5}},
                  "requests_per_second": {"successful": {"mean": 3.05}},
                  "request_totals": {"successful": 6},
                  "output_token_count": {"successful": {"total_sum": 60}}}}]}"""));

        expect(figures, "ttft.p95", 3, "tpot.mean", 5, "itl.p50", 10, "end_to_end.mean", 500, "end_to_end.p99", 4000);
        expect(figures, "token_rate.total", 30.5, "requests.total", 6, "tokens.total", 60);
    }

    @Test
    void of_aiperf_name_their_unit() {
        String metric = "{\"unit\": \"ms\", \"avg\": 1, \"p50\": 2, \"p95\": 3, \"p99\": 4}";
        String result = """
                {"time_to_first_token": %1$s, "inter_token_latency": %1$s, "inter_chunk_latency": %1$s,
                 "request_latency": %1$s, "output_token_throughput": {"avg": 30.5}, "request_throughput": {"avg": 3.05},
                 "request_count": {"avg": 6}, "total_osl": {"avg": 60}}""".formatted(metric);

        Figures figures = AiperfPeer.read(json(result));

        expect(figures, "ttft.mean", 1, "itl.p50", 2, "chunk_gap.p95", 3, "end_to_end.p99", 4, "tokens.total", 60);
        assertThat(figures.get(Row.parse("tpot.mean"))).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AiperfPeer.read(json(result.replace("\"ms\"", "\"sec\""))))
                .withMessageContaining("is in sec, not in ms");
    }

    @Test
    void of_genai_bench_are_aggregated() {
        String stats = "{\"mean\": 1, \"p50\": 2, \"p95\": 3, \"p99\": 4}";
        Figures figures = GenaiBenchPeer.read(json("""
                {"aggregated_metrics": {"mean_output_throughput_tokens_per_s": 30.5, "requests_per_second": 3.05,
                  "num_completed_requests": 6, "stats": {"ttft": %1$s, "tpot": %1$s, "e2e_latency": %1$s,
                  "num_output_tokens": {"sum": 60}}}}""".formatted(stats)));

        expect(figures, "ttft.mean", 1, "tpot.p50", 2, "end_to_end.p95", 3, "requests.total", 6, "tokens.total", 60);
    }

    @Test
    void of_inference_perf_are_in_seconds() {
        String latency = "{\"mean\": 0.001, \"median\": 0.002, \"p95\": 0.003, \"p99\": 0.004}";
        Figures figures = InferencePerfPeer.read(json("""
                {"successes": {"count": 6, "output_tokens": {"total": 60},
                  "throughput": {"output_tokens_per_sec": 30.5, "requests_per_sec": 3.05},
                  "latency": {"time_to_first_token": %1$s, "time_per_output_token": %1$s, "inter_token_latency": %1$s,
                  "request_latency": %1$s}}}""".formatted(latency)));

        expect(figures, "ttft.mean", 1, "tpot.p50", 2, "itl.p95", 3, "end_to_end.p99", 4, "token_rate.total", 30.5);
    }

    @Test
    void of_inference_benchmarker_are_those_of_its_throughput_step() {
        String latency = "{\"avg\": %d, \"p50\": 2, \"p95\": 3, \"p99\": 4}";
        String step = """
                {"id": "%s", "time_to_first_token_ms": %s, "inter_token_latency_ms": %s, "e2e_latency_ms": %s,
                 "token_throughput_secs": 30.5, "request_rate": 3.05, "successful_requests": 6, "total_tokens": 60}""";
        String other = latency.formatted(99);
        String own = latency.formatted(1);
        String result = "{\"results\": [" + step.formatted("warmup", other, other, other) + ","
                + step.formatted("throughput", own, own, own) + "]}";

        expect(BenchmarkerPeer.read(json(result)), "ttft.mean", 1, "itl.p95", 3, "requests.total", 6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BenchmarkerPeer.read(json("{\"results\": []}")))
                .withMessageContaining("no step 'throughput'");
    }

    @Test
    void of_endpoints_are_in_nanoseconds() {
        String series = "{\"avg\": 1e6, \"percentiles\": {\"50.0\": 2e6, \"95.0\": 3e6, \"99.0\": 4e6}}";
        Figures figures = EndpointsPeer.read(json("""
                {"ttft": %1$s, "tpot": %1$s, "latency": %1$s, "tps": 30.5, "qps": 3.05, "n_samples_completed": 6,
                 "output_sequence_lengths": {"total": 60}}""".formatted(series)));

        expect(figures, "ttft.mean", 1, "tpot.p50", 2, "end_to_end.p99", 4, "request_rate.total", 3.05);
    }

    @Test
    void of_gatling_stand_in_the_rows_of_its_groups() {
        String cells = "<td class=\"value total col-2\">6</td><td class=\"value ok col-3\">6</td>"
                + "<td class=\"value total col-6\">3.05</td><td class=\"value total col-7\">99</td>"
                + "<td class=\"value total col-8\">2</td><td class=\"value total col-9\">99</td>"
                + "<td class=\"value total col-10\">3</td><td class=\"value total col-11\">4</td>"
                + "<td class=\"value total col-13\">%d</td>";
        String page = "<table><tr id=\"group_answer--17\">" + cells.formatted(10)
                + "</tr><tr id=\"group_answer---first-18\" data-parent=\"group_answer--17\">" + cells.formatted(1)
                + "</tr></table>";

        Figures figures = GatlingPeer.read(page);

        expect(figures, "ttft.mean", 1, "ttft.p95", 3, "end_to_end.mean", 10, "end_to_end.p50", 2);
        expect(figures, "requests.total", 6, "request_rate.total", 3.05);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GatlingPeer.read("<table></table>"))
                .withMessageContaining("no row group_answer-");
    }

    @Test
    void of_llmbench_are_in_seconds() {
        String latency = """
                {"mean": 0.001, "percentiles": {"p50": {"value": 0.002}, "p95": {"value": 0.003}, "p99": {"value": 0.004}}}""";
        Figures figures = LlmbenchPeer.read(json("""
                {"levels": [{"latency": {"firstToken": {"fromWritten": %1$s}, "endToEnd": {"fromWritten": %1$s},
                  "perToken": {"timePerOutputToken": %1$s, "interTokenLatency": %1$s, "chunkGap": %1$s}},
                  "throughput": {"outputTokens": {"perSecond": 30.5}, "requests": {"perSecond": 3.05}},
                  "counts": {"measured": {"succeeded": 6}}, "tokens": {"output": 60}}]}""".formatted(latency)));

        expect(figures, "ttft.mean", 1, "tpot.p50", 2, "itl.p95", 3, "chunk_gap.p99", 4, "end_to_end.mean", 1);
        expect(figures, "token_rate.total", 30.5, "requests.total", 6, "tokens.total", 60);
    }

    @Test
    void that_are_missing_are_named() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointsPeer.read(json("{\"ttft\": {\"avg\": 1}}")))
                .withMessageContaining("no percentiles.50.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InferencePerfPeer.read(json("{\"successes\": null}")))
                .withMessageContaining("no successes");
    }

    private static void expect(Figures figures, Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            assertThat(figures.get(Row.parse((String) keysAndValues[i])))
                    .as((String) keysAndValues[i])
                    .hasValue(((Number) keysAndValues[i + 1]).doubleValue());
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
