package dev.llmbench.simulator.script;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes answers for a {@link Script}. */
public final class Answers {
    private Answers() {}

    /**
     * Returns an answer of this many tokens, whatever the request asks for.
     *
     * @param tokens output tokens, not negative
     * @return an answer at 50 ms to the first token and 10 ms between tokens
     */
    public static TokenAnswer tokens(int tokens) {
        return TokenAnswer.of(OptionalInt.of(tokens));
    }

    /**
     * Returns an answer of as many tokens as the request's {@code max_tokens} or {@code max_completion_tokens}; 16 when it
     * names none.
     *
     * @return an answer at 50 ms to the first token and 10 ms between tokens
     */
    public static TokenAnswer tokensFromRequest() {
        return TokenAnswer.of(OptionalInt.empty());
    }

    /**
     * Returns an empty event stream with status 200, chunked, its head sent at once.
     *
     * @return an answer to add steps to
     */
    public static StepAnswer steps() {
        return new StepAnswer(
                200,
                Map.of("content-type", "text/event-stream; charset=utf-8"),
                Optional.of(Duration.ZERO),
                Framing.CHUNKED,
                LineEnding.LF,
                List.of(),
                Ending.COMPLETE);
    }

    /**
     * Returns a whole body in one write.
     *
     * @param status the HTTP status
     * @param contentType of the body
     * @param body in UTF-8, may be empty
     */
    public static StepAnswer body(int status, String contentType, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        EventKind kind = status < 400 ? EventKind.BODY : EventKind.ERROR;
        return new StepAnswer(
                status,
                Map.of("content-type", contentType),
                Optional.empty(),
                Framing.CONTENT_LENGTH,
                LineEnding.LF,
                bytes.length == 0 ? List.of() : List.of(new Step.Raw(bytes, kind, 0)),
                Ending.COMPLETE);
    }

    /**
     * Returns a JSON body with this status, for instance 429 or 503.
     *
     * @param status the HTTP status
     * @param json the body
     */
    public static StepAnswer status(int status, String json) {
        return body(status, "application/json", json);
    }

    /**
     * Returns a JSON body with status 200.
     *
     * @param json the body
     */
    public static StepAnswer json(String json) {
        return status(200, json);
    }

    /** Returns a web page with status 200: what a wrong URL often answers. */
    public static StepAnswer html() {
        return body(
                200,
                "text/html; charset=utf-8",
                "<!DOCTYPE html>\n<html><head><title>It works</title></head><body><h1>It works</h1></body></html>\n");
    }

    /** Returns an answer that resets the connection before its first byte. */
    public static StepAnswer reset() {
        return steps().headersWithBody().reset();
    }

    /** Returns an answer that closes the connection before its first byte. */
    public static StepAnswer close() {
        return steps().headersWithBody().close();
    }

    /** Returns an answer that never comes, on a connection that stays open. */
    public static StepAnswer hang() {
        return steps().headersWithBody().hang();
    }
}
