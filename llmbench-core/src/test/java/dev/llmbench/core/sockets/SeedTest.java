package dev.llmbench.core.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Workload;
import dev.llmbench.core.LlmBench;
import dev.llmbench.core.PlanFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server is asked in a second run of one plan, for which every word is a token. */
class SeedTest {
    private static final Workload.Synthetic WORKLOAD =
            Workload.synthetic().inputTokens(40).outputTokens(2);
    private static final String SEED = "seed";
    private static final String PLAN_HASH = "planHash";

    private final List<String> streamed = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void is_something_else_where_no_seed_is_stated() {
        Asked first = asked(WORKLOAD);
        Asked second = asked(WORKLOAD);

        assertThat(first.prompts()).hasSizeGreaterThanOrEqualTo(3).doesNotContainAnyElementsOf(second.prompts());
        assertThat(first.fact(SEED)).isNotEqualTo(second.fact(SEED));
    }

    @Test
    void is_the_same_where_the_seed_of_the_first_is_stated() {
        Asked first = asked(WORKLOAD);

        Asked again = asked(WORKLOAD.seed(Long.parseLong(first.fact(SEED))));

        assertThat(again.prompts().subList(0, 3)).isEqualTo(first.prompts().subList(0, 3));
        assertThat(again.fact(SEED)).isEqualTo(first.fact(SEED));
    }

    @Test
    void belongs_to_the_same_plan_with_the_same_hash() {
        Asked first = asked(WORKLOAD);
        Asked second = asked(WORKLOAD);

        assertThat(first.result().job().plan()).isEqualTo(second.result().job().plan());
        assertThat(first.fact(PLAN_HASH))
                .isEqualTo(second.fact(PLAN_HASH))
                .isEqualTo(PlanFile.planHash(first.result().job().plan()));
    }

    private record Asked(BenchmarkResult result, List<String> prompts) {
        String fact(String name) {
            return result.extra().get(name);
        }
    }

    private Asked asked(Workload workload) {
        streamed.clear();
        Target target = Target.openAi("http://127.0.0.1:" + server.getAddress().getPort())
                .model("words");
        BenchmarkResult result = LlmBench.against(target)
                .workload(workload)
                .load(Load.concurrency(1))
                .warmUp(Duration.ZERO)
                .stopAfter(Stop.requests(3))
                .run();
        // the first is the probe's, which asks every server the same
        return new Asked(result, List.copyOf(streamed.subList(1, streamed.size())));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known = exchange.getRequestURI().getPath().endsWith("/completions");
        byte[] answer = (known ? answer(JsonMapper.shared().readTree(body)) : "{}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(known ? 200 : 404, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private String answer(JsonNode ask) {
        String prompt = ask.path("messages").path(0).path("content").stringValue();
        String usage = "\"usage\":{\"prompt_tokens\":" + prompt.split(" ").length + ",\"completion_tokens\":%d}";
        if (!ask.path("stream").booleanValue()) {
            return "{\"choices\":[{\"message\":{\"content\":\"a\"},\"finish_reason\":\"length\"}],"
                    + String.format(usage, 1) + "}";
        }
        streamed.add(prompt);
        int tokens = ask.path("max_tokens").intValue();
        String events = "data: {\"choices\":[{\"delta\":{\"content\":\" a\"}}]}\n\n".repeat(tokens);
        return events + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"
                + "data: {\"choices\":[]," + String.format(usage, tokens) + "}\n\ndata: [DONE]\n\n";
    }
}
