package dev.llmbench.simulator.script;

import dev.llmbench.simulator.script.Conduct.Stall;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Everything a scripted server does: pure data, the same in Java and in a JSON file.
 *
 * <pre>{@code
 * Script.of(Answers.status(429, "{}"), Answers.tokens(64).every(Duration.ofMillis(10)))
 *         .cycle()
 *         .closeIdleAfter(Duration.ofSeconds(5))
 * }</pre>
 *
 * <p>A request to a path of {@link #routes} gets that path's answer. Every other POST, except to {@code /tokenize} and
 * {@code /detokenize}, gets the answer that {@link #order} names for its index, counted from 0 in the order in which
 * requests were completely received. {@code GET /v1/models} lists one model, {@code /health} is 200, the rest is 404.
 *
 * @param answers at least one
 * @param order which answer a request gets
 * @param routes answers by path (without query), which are not counted
 * @param conduct how the server behaves besides
 */
public record Script(List<Answer> answers, Order order, Map<String, Answer> routes, Conduct conduct) {
    /** Copies and checks. */
    public Script {
        answers = List.copyOf(answers);
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("a script needs at least one answer");
        }
        Objects.requireNonNull(order, "order");
        routes = Map.copyOf(routes);
        routes.keySet().forEach(path -> {
            if (!path.startsWith("/")) {
                throw new IllegalArgumentException("path of a route must start with '/', but was '" + path + "'");
            }
        });
        Objects.requireNonNull(conduct, "conduct");
    }

    /**
     * Returns a script of these answers in turn; the last repeats.
     *
     * @param answers at least one
     */
    public static Script of(Answer... answers) {
        return new Script(List.of(answers), new Order(Order.Rule.REPEAT_LAST, 0), Map.of(), Conduct.plain());
    }

    /**
     * Reads a script from a JSON file.
     *
     * @param file as {@link #save} writes it
     * @return the same script
     * @throws IllegalArgumentException when the file is no script; the message names the file and what is wrong
     * @throws java.io.UncheckedIOException when it can't be read
     */
    public static Script load(Path file) {
        return ScriptJson.load(file);
    }

    /**
     * Writes the script to a JSON file: durations in ISO-8601, raw bytes in base64.
     *
     * @param file created or replaced
     * @throws java.io.UncheckedIOException when it can't be written
     */
    public void save(Path file) {
        ScriptJson.save(this, file);
    }

    /** Returns a script that starts again with the first answer after the last. */
    public Script cycle() {
        return new Script(answers, new Order(Order.Rule.CYCLE, 0), routes, conduct);
    }

    /**
     * Returns a script that draws the answer of each request.
     *
     * @param seed the same seed draws the same answers
     */
    public Script seeded(long seed) {
        return new Script(answers, new Order(Order.Rule.SEEDED, seed), routes, conduct);
    }

    /**
     * Returns a script that gives every request to this path this answer.
     *
     * @param path begins with a slash
     * @param answer not counted as one of the script's requests
     */
    public Script on(String path, Answer answer) {
        var more = new LinkedHashMap<>(routes);
        more.put(path, answer);
        return new Script(answers, order, more, conduct);
    }

    /**
     * Returns a script whose server sends everything this much later.
     *
     * @param latency a constant service time
     */
    public Script latency(Duration latency) {
        return conduct(new Conduct(
                latency,
                conduct.acceptDelay(),
                conduct.stall(),
                conduct.closeIdleAfter(),
                conduct.maxRequestsPerConnection(),
                conduct.tls(),
                conduct.step()));
    }

    /**
     * Returns a script whose server does not read a new connection for so long.
     *
     * @param delay since the connection was accepted
     */
    public Script acceptDelay(Duration delay) {
        return conduct(new Conduct(
                conduct.latency(),
                delay,
                conduct.stall(),
                conduct.closeIdleAfter(),
                conduct.maxRequestsPerConnection(),
                conduct.tls(),
                conduct.step()));
    }

    /**
     * Returns a script whose server falls silent for the first part of every period since its start.
     *
     * @param period from the start of one stall to the start of the next
     * @param stall how long, shorter than the period
     */
    public Script stallEvery(Duration period, Duration stall) {
        return conduct(new Conduct(
                conduct.latency(),
                conduct.acceptDelay(),
                Optional.of(new Stall(period, stall)),
                conduct.closeIdleAfter(),
                conduct.maxRequestsPerConnection(),
                conduct.tls(),
                conduct.step()));
    }

    /**
     * Returns a script whose server closes a connection that was idle so long after an answer.
     *
     * @param idle positive; uvicorn has 5 s
     */
    public Script closeIdleAfter(Duration idle) {
        return conduct(new Conduct(
                conduct.latency(),
                conduct.acceptDelay(),
                conduct.stall(),
                Optional.of(idle),
                conduct.maxRequestsPerConnection(),
                conduct.tls(),
                conduct.step()));
    }

    /**
     * Returns a script whose server closes a connection after so many answers.
     *
     * @param requests at least 1
     */
    public Script maxRequestsPerConnection(int requests) {
        return conduct(new Conduct(
                conduct.latency(),
                conduct.acceptDelay(),
                conduct.stall(),
                conduct.closeIdleAfter(),
                OptionalInt.of(requests),
                conduct.tls(),
                conduct.step()));
    }

    /**
     * Returns a script whose server sends only every so often, then everything that has become due of all its answers: bursts
     * over all streams, as an engine's decode steps make them.
     *
     * @param step from one moment of sending to the next, counted from the server's start
     */
    public Script inSteps(Duration step) {
        return conduct(new Conduct(
                conduct.latency(),
                conduct.acceptDelay(),
                conduct.stall(),
                conduct.closeIdleAfter(),
                conduct.maxRequestsPerConnection(),
                conduct.tls(),
                Optional.of(step)));
    }

    /** Returns a script whose server speaks TLS with a certificate for localhost and 127.0.0.1 that it makes itself. */
    public Script tls() {
        return conduct(new Conduct(
                conduct.latency(),
                conduct.acceptDelay(),
                conduct.stall(),
                conduct.closeIdleAfter(),
                conduct.maxRequestsPerConnection(),
                true,
                conduct.step()));
    }

    private Script conduct(Conduct conduct) {
        return new Script(answers, order, routes, conduct);
    }
}
