package dev.llmbench.simulator.script;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An answer that names each of its bytes: status, headers and steps.
 *
 * <pre>{@code
 * Answers.steps().delay(Duration.ofMillis(20)).event("{\"a\":1}").together("{\"b\":2}", "[DONE]").reset()
 * }</pre>
 *
 * @param status the HTTP status, 100 to 999
 * @param headers sent as they are, besides the framing's own and those that mark a simulated answer
 * @param headersAfter when the head is sent, since the request was received; empty sends it in the write of the first body
 *     bytes
 * @param framing how the body's length is told
 * @param lineEnding what ends the lines of events
 * @param steps what is sent, and when
 * @param ending what follows the last step
 */
public record StepAnswer(
        int status,
        Map<String, String> headers,
        Optional<Duration> headersAfter,
        Framing framing,
        LineEnding lineEnding,
        List<Step> steps,
        Ending ending)
        implements Answer {
    /** Copies and checks; a join or a split must be followed by bytes. */
    public StepAnswer {
        if (status < 100 || status > 999) {
            throw new IllegalArgumentException("status must be 100 to 999, but was " + status);
        }
        headers = Checks.headers(headers);
        headersAfter.ifPresent(after -> Checks.notNegative(after, "headersAfter"));
        Objects.requireNonNull(framing, "framing");
        Objects.requireNonNull(lineEnding, "lineEnding");
        steps = List.copyOf(steps);
        Objects.requireNonNull(ending, "ending");
    }

    /**
     * Returns an answer whose next bytes come this much later.
     *
     * @param duration not negative
     */
    public StepAnswer delay(Duration duration) {
        return plus(new Step.Delay(duration));
    }

    /**
     * Returns an answer whose next bytes come no earlier than this.
     *
     * @param offset since the request was received
     */
    public StepAnswer at(Duration offset) {
        return plus(new Step.At(offset));
    }

    /**
     * Returns an answer with one more event in a write of its own.
     *
     * @param data what follows {@code data: }
     */
    public StepAnswer event(String data) {
        return event(data, EventKind.OTHER, 0);
    }

    /**
     * Returns an answer with one more event in a write of its own.
     *
     * @param data what follows {@code data: }
     * @param kind what its stamp says it is
     * @param tokens how many tokens its stamp says it carries
     */
    public StepAnswer event(String data, EventKind kind, int tokens) {
        return plus(new Step.Event(data, kind, tokens));
    }

    /**
     * Returns an answer with these events in one write, and so in one chunk.
     *
     * @param data what follows {@code data: } in each, at least one
     */
    public StepAnswer together(String... data) {
        var more = new ArrayList<>(steps);
        for (int i = 0; i < data.length; i++) {
            if (i > 0) {
                more.add(new Step.Join());
            }
            more.add(new Step.Event(data[i], EventKind.OTHER, 0));
        }
        return steps(more);
    }

    /**
     * Returns an answer with one more event, cut in two writes.
     *
     * @param data what follows {@code data: }
     * @param at how many bytes of the framed event (with {@code data: }) the first write has
     * @param pause between the two writes
     */
    public StepAnswer split(String data, int at, Duration pause) {
        return plus(new Step.Split(at, pause)).event(data);
    }

    /**
     * Returns an answer with these bytes in one more write.
     *
     * @param bytes sent verbatim
     */
    public StepAnswer raw(byte[] bytes) {
        return plus(new Step.Raw(bytes, EventKind.OTHER, 0));
    }

    /**
     * Returns an answer with this text in one more write.
     *
     * @param text sent verbatim in UTF-8
     */
    public StepAnswer raw(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns an answer with one more step.
     *
     * @param step any
     */
    public StepAnswer plus(Step step) {
        var more = new ArrayList<>(steps);
        more.add(step);
        return steps(more);
    }

    /** Returns an answer that resets the connection (TCP RST) after its steps. */
    public StepAnswer reset() {
        return ending(Ending.RESET);
    }

    /** Returns an answer that closes the connection (FIN) after its steps, with the body unfinished. */
    public StepAnswer close() {
        return ending(Ending.CLOSE);
    }

    /** Returns an answer that falls silent after its steps. */
    public StepAnswer hang() {
        return ending(Ending.HANG);
    }

    /** Returns an answer that ends as HTTP asks; the default. */
    public StepAnswer end() {
        return ending(Ending.COMPLETE);
    }

    /**
     * Returns an answer with one more header.
     *
     * @param name the header's name
     * @param value its value
     */
    public StepAnswer header(String name, String value) {
        return new StepAnswer(
                status, Checks.with(headers, name, value), headersAfter, framing, lineEnding, steps, ending);
    }

    /**
     * Returns an answer whose head is sent at this time, alone or with bytes that are due then.
     *
     * @param after since the request was received
     */
    public StepAnswer headersAfter(Duration after) {
        return new StepAnswer(status, headers, Optional.of(after), framing, lineEnding, steps, ending);
    }

    /** Returns an answer whose head is sent in the same write as the first bytes of the body. */
    public StepAnswer headersWithBody() {
        return new StepAnswer(status, headers, Optional.empty(), framing, lineEnding, steps, ending);
    }

    /**
     * Returns an answer framed so.
     *
     * @param framing how the body's length is told
     */
    public StepAnswer framing(Framing framing) {
        return new StepAnswer(status, headers, headersAfter, framing, lineEnding, steps, ending);
    }

    /**
     * Returns an answer whose events end their lines so.
     *
     * @param lineEnding for all events
     */
    public StepAnswer lineEnding(LineEnding lineEnding) {
        return new StepAnswer(status, headers, headersAfter, framing, lineEnding, steps, ending);
    }

    private StepAnswer steps(List<Step> steps) {
        return new StepAnswer(status, headers, headersAfter, framing, lineEnding, steps, ending);
    }

    private StepAnswer ending(Ending ending) {
        return new StepAnswer(status, headers, headersAfter, framing, lineEnding, steps, ending);
    }
}
