package dev.llmbench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.core.JournaledRequest;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final long MILLI = 1_000_000;

    /** Five tokens 10 ms apart, the first this long after the request. */
    private static RequestStamps request(long receivedMillis, long firstMillis, boolean whole) {
        List<EventStamp> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(new EventStamp(EventKind.TOKEN, 1, (receivedMillis + firstMillis + 10L * i) * MILLI));
        }
        long end = (receivedMillis + firstMillis + 41) * MILLI;
        if (whole) {
            events.add(new EventStamp(EventKind.DONE, 0, end));
        }
        return new RequestStamps(
                0,
                new RequestStamps.Connection(0, 1),
                Optional.empty(),
                receivedMillis * MILLI,
                OptionalLong.empty(),
                OptionalLong.empty(),
                events,
                new RequestStamps.End(whole ? Outcome.COMPLETE : Outcome.RESET, OptionalLong.of(end)));
    }

    private static Truth between(long fromMillis, long toMillis, RequestStamps... stamps) {
        return Truth.between(List.of(stamps), fromMillis * MILLI, toMillis * MILLI);
    }

    @Test
    void has_the_latencies_of_the_requests_that_began_in_the_window_and_succeeded() {
        Truth truth = between(
                100,
                200,
                request(99, 1, true),
                request(100, 20, true),
                request(199, 30, true),
                request(200, 2, true),
                request(150, 3, false));

        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN, Statistic.MEAN)).contains(25.0);
        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN, Statistic.P50)).contains(20.0);
        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN, Statistic.P99)).contains(30.0);
        assertThat(truth.value(Figure.END_TO_END, Statistic.MEAN)).contains(65.0);
        assertThat(truth.value(Figure.TIME_PER_OUTPUT_TOKEN, Statistic.P95)).contains(10.0);
        assertThat(truth.value(Figure.INTER_TOKEN_LATENCY, Statistic.P50)).contains(10.0);
    }

    private static ClientRequest written(long nanos) {
        return new ClientRequest(
                0,
                JournaledRequest.Outcome.SUCCEEDED,
                40_000,
                nanos,
                nanos,
                OptionalLong.of(500 * MILLI),
                OptionalLong.of(500 * MILLI),
                OptionalLong.of(500 * MILLI),
                1,
                OptionalLong.of(1));
    }

    private static Truth ofOne(ClientRequest client, ServerRequest server) {
        return Truth.of(List.of(new Matching.Pair(client, server)), List.of(server), 0, 1_000 * MILLI);
    }

    @Test
    void begins_when_the_system_of_the_server_had_the_request() {
        Stamps stamps = Stamps.received(0, 130 * MILLI).arrived(110 * MILLI).token(200 * MILLI);

        Truth truth = ofOne(written(100 * MILLI), stamps.done(210 * MILLI));

        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN, Statistic.MEAN)).contains(90.0);
        assertThat(truth.value(Figure.END_TO_END, Statistic.MEAN)).contains(90.0);
        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN_FROM_SCHEDULE, Statistic.MEAN))
                .contains(100.0);
    }

    @Test
    void begins_when_the_client_wrote_the_request_where_the_server_only_knows_when_it_read_it() {
        Stamps stamps = Stamps.received(0, 130 * MILLI).token(200 * MILLI);

        Truth truth = ofOne(written(100 * MILLI), stamps.done(210 * MILLI));

        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN, Statistic.MEAN)).contains(100.0);
    }

    @Test
    void counts_the_tokens_and_the_life_of_every_request_within_the_window() {
        // tokens at 101 to 141 and 181 to 221: of these five and two lie in it, of those that fail, too
        Truth truth = between(100, 200, request(90, 11, true), request(150, 31, false));

        assertThat(truth.value(Figure.OUTPUT_TOKENS_PER_SECOND, Statistic.MEAN)).contains(70.0);
        assertThat(truth.value(Figure.MEAN_CONCURRENCY, Statistic.MEAN)).contains((42 + 50) / 100.0);
        assertThat(truth.value(Figure.MEAN_CONCURRENCY, Statistic.P50)).isEmpty();
    }

    @Test
    void knows_no_schedule_and_nothing_where_nothing_happened() {
        Truth truth = between(0, 10, request(90, 11, true));

        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN, Statistic.MEAN)).isEmpty();
        assertThat(truth.value(Figure.TIME_TO_FIRST_TOKEN_FROM_SCHEDULE, Statistic.MEAN))
                .isEmpty();
        assertThat(truth.value(Figure.OUTPUT_TOKENS_PER_SECOND, Statistic.MEAN)).contains(0.0);
    }

    @Test
    void needs_a_window() {
        assertThatIllegalArgumentException().isThrownBy(() -> between(5, 5)).withMessageContaining("length");
    }
}
