package dev.llmbench.simulator.script;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer of so many tokens at such times, in the form of the route that was asked ({@code /v1/chat/completions} or
 * {@code /v1/completions}, in vLLM's bytes).
 *
 * <pre>{@code
 * Answers.tokens(100).timeToFirst(Duration.ofMillis(80)).every(Duration.ofMillis(20)).tokensPerEvent(1, 4)
 * }</pre>
 *
 * <p>A request to an OpenAI route whose body is JSON without {@code "stream": true} is answered in one JSON body.
 *
 * @param tokens how many output tokens; empty takes the request's limit
 * @param pace when they are due
 * @param usage what the answer says about its tokens
 * @param fault what goes wrong on the way, if anything
 * @param form how it looks on the wire
 */
public record TokenAnswer(OptionalInt tokens, Pace pace, UsageReport usage, Optional<Fault> fault, Form form)
        implements Answer {
    /** Refuses null and a negative count. */
    public TokenAnswer {
        tokens.ifPresent(count -> Checks.atLeast(0, count, "tokens"));
        Objects.requireNonNull(pace, "pace");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(fault, "fault");
        Objects.requireNonNull(form, "form");
    }

    static TokenAnswer of(OptionalInt tokens) {
        return new TokenAnswer(
                tokens,
                new Pace(
                        Duration.ofMillis(50),
                        Duration.ofMillis(10),
                        List.of(1),
                        1,
                        Optional.empty(),
                        0,
                        Duration.ZERO),
                new UsageReport(UsageReport.When.AS_ASKED, OptionalInt.empty(), OptionalInt.empty()),
                Optional.empty(),
                new Form(true, true, false, LineEnding.LF, Framing.CHUNKED, Map.of(), Optional.empty()));
    }

    /**
     * Returns an answer whose first token is due then.
     *
     * @param timeToFirst since the request was received
     */
    public TokenAnswer timeToFirst(Duration timeToFirst) {
        return pace(pace.withTimeToFirst(timeToFirst));
    }

    /**
     * Returns an answer with this time between two tokens.
     *
     * @param every from one token to the next
     */
    public TokenAnswer every(Duration every) {
        return pace(pace.withEvery(every));
    }

    /**
     * Returns an answer whose events are due up to this much later than evenly, each by a share of its own: evenly
     * distributed, the same whenever the same request is played again.
     *
     * @param most zero for none
     */
    public TokenAnswer jitter(Duration most) {
        return pace(pace.withJitter(most));
    }

    /**
     * Returns an answer whose events carry so many tokens, in turn.
     *
     * @param tokens each at least 1
     */
    public TokenAnswer tokensPerEvent(int... tokens) {
        return pace(pace.withTokensPerEvent(Arrays.stream(tokens).boxed().toList()));
    }

    /**
     * Returns an answer that puts so many events of tokens into one write, due with the first of them.
     *
     * @param events at least 1
     */
    public TokenAnswer eventsPerWrite(int events) {
        return pace(pace.withEventsPerWrite(events));
    }

    /**
     * Returns an answer whose role chunk (chat only) comes this long before the first token.
     *
     * @param ahead cut to {@code timeToFirst} when longer
     */
    public TokenAnswer roleFirst(Duration ahead) {
        return pace(pace.withRoleAhead(Optional.of(ahead)));
    }

    /**
     * Returns an answer whose first tokens are reasoning ({@code delta.reasoning}; chat only, on the completions route they
     * are plain text).
     *
     * @param tokens how many of all tokens
     */
    public TokenAnswer reasoningFirst(int tokens) {
        return pace(pace.withReasoning(tokens));
    }

    /**
     * Returns an answer that claims this usage, asked or not.
     *
     * @param prompt the prompt tokens it claims
     * @param completion the output tokens it claims, which may be a lie
     */
    public TokenAnswer usage(int prompt, int completion) {
        return usage(new UsageReport(UsageReport.When.ALWAYS, OptionalInt.of(prompt), OptionalInt.of(completion)));
    }

    /** Returns an answer that never reports usage. */
    public TokenAnswer noUsage() {
        return usage(new UsageReport(UsageReport.When.NEVER, usage.prompt(), usage.completion()));
    }

    /** Returns an answer with usage on every chunk, asked or not. */
    public TokenAnswer continuousUsage() {
        return usage(new UsageReport(UsageReport.When.CONTINUOUS, usage.prompt(), usage.completion()));
    }

    /** Returns an answer without {@code [DONE]}. */
    public TokenAnswer noDone() {
        return form(form.withDone(false));
    }

    /** Returns an answer with the finish reason in a chunk of its own. */
    public TokenAnswer finishChunk() {
        return form(form.withFinishChunk(true));
    }

    /** Returns an answer in one JSON body, even when a stream was asked for. */
    public TokenAnswer notStreamed() {
        return form(form.withStreamed(false));
    }

    /**
     * Returns an answer whose events end their lines so.
     *
     * @param lineEnding for all events
     */
    public TokenAnswer lineEnding(LineEnding lineEnding) {
        return form(form.withLineEnding(lineEnding));
    }

    /**
     * Returns an answer framed so.
     *
     * @param framing how the body's length is told
     */
    public TokenAnswer framing(Framing framing) {
        return form(form.withFraming(framing));
    }

    /**
     * Returns an answer with one more header.
     *
     * @param name the header's name
     * @param value its value
     */
    public TokenAnswer header(String name, String value) {
        return form(form.withHeaders(Checks.with(form.headers(), name, value)));
    }

    /**
     * Returns an answer whose events of tokens are each cut in two writes.
     *
     * @param at bytes of the framed event in the first write
     * @param pause between the two writes; the stamp is that of the second
     */
    public TokenAnswer splitEvents(int at, Duration pause) {
        return form(form.withSplit(Optional.of(new Step.Split(at, pause))));
    }

    /**
     * Returns an answer that sends an error object in the stream, then {@code [DONE]} as vLLM does.
     *
     * @param after tokens sent before
     * @param message of the error
     */
    public TokenAnswer errorMidStream(int after, String message) {
        return fault(new Fault(after, Optional.of(message), Ending.COMPLETE));
    }

    /**
     * Returns an answer that resets the connection.
     *
     * @param tokens sent before
     */
    public TokenAnswer resetAfter(int tokens) {
        return fault(new Fault(tokens, Optional.empty(), Ending.RESET));
    }

    /**
     * Returns an answer that closes the connection with the body unfinished.
     *
     * @param tokens sent before
     */
    public TokenAnswer closeAfter(int tokens) {
        return fault(new Fault(tokens, Optional.empty(), Ending.CLOSE));
    }

    /**
     * Returns an answer that falls silent.
     *
     * @param tokens sent before
     */
    public TokenAnswer hangAfter(int tokens) {
        return fault(new Fault(tokens, Optional.empty(), Ending.HANG));
    }

    /**
     * Returns an answer whose body ends as HTTP asks but without finish reason, usage and {@code [DONE]}: truncated.
     *
     * @param tokens sent before
     */
    public TokenAnswer truncateAfter(int tokens) {
        return fault(new Fault(tokens, Optional.empty(), Ending.COMPLETE));
    }

    private TokenAnswer pace(Pace pace) {
        return new TokenAnswer(tokens, pace, usage, fault, form);
    }

    private TokenAnswer usage(UsageReport usage) {
        return new TokenAnswer(tokens, pace, usage, fault, form);
    }

    private TokenAnswer fault(Fault fault) {
        return new TokenAnswer(tokens, pace, usage, Optional.of(fault), form);
    }

    private TokenAnswer form(Form form) {
        return new TokenAnswer(tokens, pace, usage, fault, form);
    }
}
