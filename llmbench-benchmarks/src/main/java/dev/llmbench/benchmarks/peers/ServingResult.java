package dev.llmbench.benchmarks.peers;

import tools.jackson.databind.JsonNode;

/** The result that vLLM's benchmark writes and that SGLang's has from it: flat, times in milliseconds. */
final class ServingResult {
    private ServingResult() {}

    /**
     * Reads a result.
     *
     * @param endToEnd how the keys call the end-to-end latency
     */
    static Figures read(JsonNode result, String endToEnd) {
        Figures.Builder figures = new Figures.Builder();
        put(figures, Figure.TTFT, result, "ttft");
        put(figures, Figure.TPOT, result, "tpot");
        put(figures, Figure.ITL, result, "itl");
        put(figures, Figure.END_TO_END, result, endToEnd);
        return figures.total(Figure.TOKEN_RATE, Json.number(result, "output_throughput"))
                .total(Figure.REQUEST_RATE, Json.number(result, "request_throughput"))
                .total(Figure.REQUESTS, Json.number(result, "completed"))
                .total(Figure.TOKENS, Json.number(result, "total_output_tokens"))
                .build();
    }

    private static void put(Figures.Builder figures, Figure figure, JsonNode result, String name) {
        figures.put(figure, Statistic.MEAN, Json.number(result, "mean_" + name + "_ms"))
                .put(figure, Statistic.P50, Json.number(result, "median_" + name + "_ms"))
                .put(figure, Statistic.P95, Json.number(result, "p95_" + name + "_ms"))
                .put(figure, Statistic.P99, Json.number(result, "p99_" + name + "_ms"));
    }
}
