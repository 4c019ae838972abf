package dev.llmbench.benchmarks.accuracy;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.RequestSettings.UsageReporting;
import dev.llmbench.simulator.script.Answer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The rows of the table. */
final class Rows {
    /** The row on which the goal of accuracy is judged: 512 streams of 30 tokens a second, about 15,000 tokens a second. */
    static final String GOAL = "streams-512";

    private static final int STREAMS = 64;
    private static final int TOKENS = 64;
    private static final int TOKENS_PER_SECOND = 30;
    private static final Duration BETWEEN_TOKENS = Duration.ofSeconds(1).dividedBy(TOKENS_PER_SECOND);
    private static final Duration FIRST_TOKEN = Duration.ofMillis(50);
    private static final Duration WARM_UP = Duration.ofSeconds(4);

    /**
     * Until the JVM has compiled what runs once a request, which here shares the client's one processor with the event loop. The
     * other rows are measured while it does.
     */
    private static final Duration LONG_WARM_UP = Duration.ofSeconds(15);

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int ANSWERS_OF_A_CYCLE = 50;

    private Rows() {}

    /** Returns all rows in the order of the table. */
    static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(row("even", "even tokens", even()));
        rows.add(row("jitter", "jitter: each event up to 30 ms late", even().jitter(Duration.ofMillis(30))));
        rows.add(row(
                        "tokens-per-event",
                        "1 to 16 tokens an event, counts with every event",
                        even().tokensPerEvent(1, 2, 4, 8, 16))
                .settings(RequestSettings.defaults().withUsage(UsageReporting.CONTINUOUS)));
        rows.add(row(
                "tokens-per-event-final",
                "1 to 16 tokens an event, count at the end only",
                even().tokensPerEvent(1, 2, 4, 8, 16)));
        rows.add(row("coalesced", "4 events a write", even().eventsPerWrite(4)));
        rows.add(row("split", "events cut in two writes, 5 ms apart", even().splitEvents(40, Duration.ofMillis(5))));
        rows.add(row(
                "role-first",
                "role 200 ms before the first token",
                even().timeToFirst(Duration.ofMillis(250)).roleFirst(Duration.ofMillis(200))));
        rows.add(row("reasoning", "20 tokens of reasoning first", even().reasoningFirst(20)));
        rows.add(row("not-streamed", "answers in one piece", even())
                .settings(RequestSettings.defaults().notStreamed()));
        rows.add(row("stalls", "the server stalls 0.3 s every 3 s", even())
                .script(Script.of(even()).stallEvery(Duration.ofSeconds(3), Duration.ofMillis(300))));
        rows.add(row("failures", "10 % failures of five kinds", even()).script(failing()));
        rows.add(row("long-outputs", "window of 3 s, answers of 10 s", even())
                .outputTokens(300)
                .times(Duration.ofSeconds(12), Duration.ofSeconds(3)));
        rows.add(row("edges", "window of 1 s, 256 streams", even())
                .load(Load.concurrency(256))
                .outputTokens(20)
                .times(WARM_UP, Duration.ofSeconds(1)));
        rows.add(row("cold", "no warm-up, all users at once", even()).times(Duration.ZERO, WINDOW));
        rows.add(row("open-constant", "open loop, 60 requests/s, evenly", even())
                .load(Load.rate(60).arrival(Arrival.CONSTANT))
                .outputTokens(30));
        rows.add(row("open-poisson", "open loop, 60 requests/s, Poisson", even())
                .load(Load.rate(60))
                .outputTokens(30));
        rows.add(row("open-stalls", "open loop, Poisson, the server stalls 1 s every 4 s", even())
                .script(Script.of(even()).stallEvery(Duration.ofSeconds(4), Duration.ofSeconds(1)))
                .load(Load.rate(60))
                .outputTokens(30)
                .times(WARM_UP, Duration.ofSeconds(12)));
        rows.add(row("bursts-64", "64 streams, all tokens at the same moments", even())
                .script(Script.of(even()).inSteps(BETWEEN_TOKENS)));
        rows.add(row("bursts-512", "512 streams, all tokens at the same moments", even())
                .script(Script.of(even()).inSteps(BETWEEN_TOKENS))
                .load(Load.concurrency(512))
                .times(LONG_WARM_UP, WINDOW));
        for (int streams : new int[] {1, 8, 256, 512}) {
            rows.add(row("streams-" + streams, streams + " x 30 tokens/s", even())
                    .load(Load.concurrency(streams))
                    .times(streams > 64 ? LONG_WARM_UP : WARM_UP, WINDOW));
        }
        rows.add(row("streams-1024", "1,024 x 15 tokens/s", even().every(BETWEEN_TOKENS.multipliedBy(2)))
                .load(Load.concurrency(1_024))
                .outputTokens(TOKENS / 2)
                .times(LONG_WARM_UP, WINDOW));
        return rows;
    }

    /** Returns the row of an id. */
    static Row of(String id) {
        return all().stream()
                .filter(row -> row.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no row '" + id + "'"));
    }

    /** Returns the ids of all rows. */
    static List<String> ids() {
        return all().stream().map(Row::id).toList();
    }

    private static TokenAnswer even() {
        return Answers.tokensFromRequest().timeToFirst(FIRST_TOKEN).every(BETWEEN_TOKENS);
    }

    private static Row row(String id, String title, TokenAnswer answer) {
        return new Row(
                id,
                title,
                Script.of(answer),
                Load.concurrency(STREAMS),
                TOKENS,
                RequestSettings.defaults(),
                WARM_UP,
                WINDOW);
    }

    /** Every tenth answer goes wrong; none before its first byte, so that no request is sent a second time. */
    private static Script failing() {
        List<Answer> failures = List.of(
                Answers.status(503, "{\"error\":{\"message\":\"busy\"}}"),
                even().errorMidStream(20, "out of memory"),
                even().closeAfter(10),
                even().resetAfter(30),
                even().truncateAfter(40));
        Answer[] answers = new Answer[ANSWERS_OF_A_CYCLE];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = i % 10 == 9 ? failures.get(i / 10) : even();
        }
        return Script.of(answers).cycle();
    }
}
