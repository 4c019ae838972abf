package dev.llmbench.report.export;

import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.JournaledRequest.Outcome;
import dev.llmbench.report.export.Source.Level;
import dev.llmbench.report.internal.CsvValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The CSV of llm-locust, a line a request: time to the first chunk of the answer, time per output token as (end - first
 * chunk) / output tokens, tokens over end-to-end time; two decimals, times in seconds three. Failed requests are zeros.
 */
final class LlmLocust {
    private static final List<String> COLUMNS = List.of(
            "request_id",
            "timestamp",
            "user_id",
            "user_request_num",
            "input_tokens",
            "output_tokens",
            "ttft_ms",
            "tpot_ms",
            "end_to_end_s",
            "total_tokens_per_sec",
            "output_tokens_per_sec",
            "status_code",
            "input_prompt",
            "output_text");
    private static final String END_OF_LINE = "\r\n";
    private static final String NOT_KEPT = "";
    private static final int SUCCESS = 200;

    private final Source source;
    private final Facts facts;

    private LlmLocust(Source source) {
        this.source = source;
        this.facts = new Facts(source.result());
    }

    static Exported of(Source source) {
        LlmLocust files = new LlmLocust(source);
        String folder = files.facts.namePrefix() + "million-tokens-"
                + Facts.stamp(source.result().run().startedAt(), '-') + "/";
        List<ExportedFile> all = new ArrayList<>();
        ObjectNode metadata = files.metadata();
        ArrayNode levels = metadata.putArray("files");
        Set<String> names = new HashSet<>();
        for (Level level : source.levels()) {
            String name = files.name(level, names);
            all.add(new ExportedFile(folder + name, files.csv(level)));
            ObjectNode about = levels.addObject();
            about.put("file", name);
            about.put("load", level.label());
        }
        all.add(new ExportedFile(folder + "metadata.json", Json.page(metadata)));
        List<String> notes = new ArrayList<>(source.notes());
        notes.add("which user asked is not kept, and neither are texts: user_id, user_request_num and output_text are"
                + " empty");
        return new Exported(all, notes);
    }

    private ObjectNode metadata() {
        ObjectNode node = Json.object();
        facts.mark(node, ExportFormat.LLM_LOCUST);
        Json.text(node, "model", facts.model());
        Json.text(node, "engine", facts.engine());
        Json.text(node, "hardware", facts.hardware());
        node.put("run_id", source.result().run().id());
        return node;
    }

    private String name(Level level, Set<String> taken) {
        String base = facts.namePrefix() + Facts.slug(facts.engineName().orElse("unknown")) + "-"
                + Facts.stamp(level.result().window().startedAt(), '-');
        String name = base + "-million-tokens.csv";
        for (int number = 2; !taken.add(name); number++) {
            name = base + "-" + number + "-million-tokens.csv";
        }
        return name;
    }

    private String csv(Level level) {
        StringBuilder text = new StringBuilder(String.join(",", COLUMNS)).append(END_OF_LINE);
        int number = 0;
        for (JournaledRequest request : level.requests()) {
            if (request.outcome() == Outcome.SUCCEEDED) {
                line(text, succeeded(++number, request));
            } else if (request.outcome() == Outcome.FAILED) {
                line(text, failed(++number, request));
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, Stream<String> fields) {
        text.append(fields.map(CsvValue::quoted).collect(Collectors.joining(",")))
                .append(END_OF_LINE);
    }

    private Stream<String> succeeded(int number, JournaledRequest request) {
        double start = Requests.start(request);
        double end = Requests.end(request);
        double firstChunk = Requests.firstEvent(request).orElse(end);
        long output = Requests.outputTokens(request);
        Optional<Long> input = request.tokens().prompt();
        double seconds = end - start;
        return Stream.of(
                Integer.toString(number),
                timestamp(request),
                NOT_KEPT,
                NOT_KEPT,
                input.map(count -> Long.toString(count)).orElse(NOT_KEPT),
                Long.toString(output),
                decimal(1e3 * (firstChunk - start), 2),
                decimal(output == 0 ? 0 : 1e3 * (end - firstChunk) / output, 2),
                decimal(seconds, 3),
                input.map(count -> decimal(seconds > 0 ? (count + output) / seconds : 0, 2))
                        .orElse(NOT_KEPT),
                decimal(seconds > 0 ? output / seconds : 0, 2),
                Integer.toString(SUCCESS),
                input.map(count -> "[" + count + " tokens]").orElse(NOT_KEPT),
                NOT_KEPT);
    }

    private Stream<String> failed(int number, JournaledRequest request) {
        // A failure inside an answer has a good status, which readers would take for success.
        int status = request.failure()
                .flatMap(JournaledRequest.Failure::status)
                .filter(code -> code < SUCCESS || code >= 300)
                .orElse(0);
        String code = status != 0
                ? Integer.toString(status)
                : request.failure()
                        .map(failure -> failure.kind().name().toLowerCase(Locale.ROOT))
                        .orElse("0");
        return Stream.of(
                Integer.toString(number),
                timestamp(request),
                NOT_KEPT,
                NOT_KEPT,
                "0",
                "0",
                "0",
                "0",
                "0",
                "0",
                "0",
                Integer.toString(status),
                "[FAILED]",
                "[ERROR " + code + "]");
    }

    /** When the request was over, in whole seconds since 1970. */
    private String timestamp(JournaledRequest request) {
        Instant end = source.journal()
                .startedAt()
                .plus(request.stamps()
                        .end()
                        .orElseGet(() -> Duration.ofNanos(Math.round(1e9 * Requests.end(request)))));
        return Long.toString(end.getEpochSecond());
    }

    private static String decimal(double value, int decimals) {
        BigDecimal rounded = Json.rounded(value, decimals);
        return rounded.toPlainString();
    }
}
