package dev.llmbench.core.internal.file;

import dev.llmbench.api.FailureKind;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.core.internal.record.RequestRecord.Arrivals;
import dev.llmbench.core.internal.record.RequestRecord.Failure;
import dev.llmbench.core.internal.record.RequestRecord.Stamps;
import dev.llmbench.core.internal.record.RequestRecord.Tokens;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The form of a line of {@code requests.jsonl}, described in docs/files.md. Stamps are nanoseconds since the run's zero;
 * what is absent is left out.
 */
final class RequestLine {
    private static final JsonFactory FACTORY =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final long NOT_TOLD = -1;

    private RequestLine() {}

    /**
     * Writes a line.
     *
     * @param attempt the process that asked: 0, which is left out, for the one that began the run
     */
    static void write(RequestRecord request, int attempt, long zeroNanos, OutputStream out) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("id", request.id());
            json.writeNumberProperty("level", request.level());
            if (attempt > 0) {
                json.writeNumberProperty("attempt", attempt);
            }
            json.writeStringProperty("phase", Place.name(request.phase()));
            json.writeStringProperty("outcome", Place.name(request.outcome()));
            request.failure().ifPresent(failure -> failure(failure, json));
            stamps(request.stamps(), zeroNanos, json);
            tokens(request.tokens(), json);
            told("serverPromptNanos", request.serverTimes().promptNanos(), json);
            told("serverOutputNanos", request.serverTimes().outputNanos(), json);
            if (request.localPort() != 0) {
                json.writeNumberProperty("localPort", request.localPort());
            }
            json.writeNumberProperty("arrivals", request.arrivals().count());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void failure(Failure failure, JsonGenerator json) {
        json.writeStringProperty("failure", Place.name(failure.kind()));
        if (failure.status() != 0) {
            json.writeNumberProperty("status", failure.status());
        }
        json.writeStringProperty("message", failure.message());
    }

    private static void stamps(Stamps stamps, long zero, JsonGenerator json) {
        stamp("scheduled", stamps.scheduled(), zero, json);
        stamp("dequeued", stamps.dequeued(), zero, json);
        stamp("connectionAcquired", stamps.connectionAcquired(), zero, json);
        stamp("requestWritten", stamps.requestWritten(), zero, json);
        stamp("headers", stamps.headers(), zero, json);
        stamp("firstByte", stamps.firstByte(), zero, json);
        stamp("firstEvent", stamps.firstEvent(), zero, json);
        stamp("firstToken", stamps.firstToken(), zero, json);
        stamp("firstContent", stamps.firstContent(), zero, json);
        stamp("lastToken", stamps.lastToken(), zero, json);
        stamp("usage", stamps.usage(), zero, json);
        stamp("end", stamps.end(), zero, json);
    }

    private static void stamp(String name, long stamp, long zero, JsonGenerator json) {
        if (stamp != RequestRecord.ABSENT) {
            json.writeNumberProperty(name, stamp - zero);
        }
    }

    private static void tokens(Tokens tokens, JsonGenerator json) {
        if (tokens.promptWanted() != 0) {
            json.writeNumberProperty("promptWanted", tokens.promptWanted());
        }
        json.writeNumberProperty("outputWanted", tokens.outputWanted());
        told("promptTokens", tokens.prompt(), json);
        told("outputTokens", tokens.output(), json);
        told("cachedPromptTokens", tokens.cachedPrompt(), json);
        json.writeNumberProperty("events", tokens.events());
        if (tokens.reconnected()) {
            json.writeBooleanProperty("reconnected", true);
        }
        json.writeBooleanProperty("streamed", tokens.streamed());
    }

    private static void told(String name, long figure, JsonGenerator json) {
        if (figure != NOT_TOLD) {
            json.writeNumberProperty(name, figure);
        }
    }

    /** A line taken apart: everything but the arrivals, of which it knows the number. */
    record Parsed(RequestRecord withoutArrivals, int attempt, int arrivals) {
        RequestRecord with(Arrivals found) {
            RequestRecord r = withoutArrivals;
            return new RequestRecord(
                    r.id(),
                    r.level(),
                    r.phase(),
                    r.outcome(),
                    r.failure(),
                    r.stamps(),
                    r.tokens(),
                    r.serverTimes(),
                    found,
                    r.localPort());
        }
    }

    static Parsed parse(String line, long zero) {
        JsonNode json = MAPPER.readTree(line);
        RequestRecord request = new RequestRecord(
                json.required("id").longValue(),
                json.required("level").intValue(),
                constant(Phase.class, json.required("phase")),
                constant(Outcome.class, json.required("outcome")),
                failure(json),
                stamps(json, zero),
                tokens(json),
                new RequestRecord.ServerTimes(
                        json.path("serverPromptNanos").asLong(NOT_TOLD),
                        json.path("serverOutputNanos").asLong(NOT_TOLD)),
                Arrivals.NONE,
                json.path("localPort").asInt(0));
        return new Parsed(
                request, json.path("attempt").asInt(0), json.path("arrivals").asInt(0));
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode name) {
        return Enum.valueOf(type, name.stringValue().toUpperCase(Locale.ROOT));
    }

    private static Optional<Failure> failure(JsonNode json) {
        return !json.has("failure")
                ? Optional.empty()
                : Optional.of(new Failure(
                        constant(FailureKind.class, json.required("failure")),
                        json.path("status").asInt(0),
                        json.path("message").asString("")));
    }

    private static Stamps stamps(JsonNode json, long zero) {
        return new Stamps(
                stamp("scheduled", json, zero),
                stamp("dequeued", json, zero),
                stamp("connectionAcquired", json, zero),
                stamp("requestWritten", json, zero),
                stamp("headers", json, zero),
                stamp("firstByte", json, zero),
                stamp("firstEvent", json, zero),
                stamp("firstToken", json, zero),
                stamp("firstContent", json, zero),
                stamp("lastToken", json, zero),
                stamp("usage", json, zero),
                stamp("end", json, zero));
    }

    private static long stamp(String name, JsonNode json, long zero) {
        JsonNode value = json.path(name);
        return value.isMissingNode() ? RequestRecord.ABSENT : value.longValue() + zero;
    }

    private static Tokens tokens(JsonNode json) {
        return new Tokens(
                json.path("promptWanted").asInt(0),
                json.path("outputWanted").asInt(0),
                json.path("promptTokens").asLong(NOT_TOLD),
                json.path("outputTokens").asLong(NOT_TOLD),
                json.path("cachedPromptTokens").asLong(NOT_TOLD),
                json.path("events").asInt(0),
                json.path("reconnected").asBoolean(false),
                json.path("streamed").asBoolean(false));
    }
}
