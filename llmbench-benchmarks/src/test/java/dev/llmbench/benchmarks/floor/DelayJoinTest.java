package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.core.internal.record.RequestRecord.Arrivals;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.Outcome;
import dev.llmbench.simulator.script.RequestStamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DelayJoinTest {
    private static final Window ALWAYS = new Window(0, Long.MAX_VALUE);

    /** What a server tells of a request: a role, then tokens at these moments, then the end. */
    private static RequestStamps sent(int request, long... tokens) {
        List<EventStamp> events = new ArrayList<>(List.of(new EventStamp(EventKind.ROLE, 0, 1)));
        Arrays.stream(tokens).forEach(nanos -> events.add(new EventStamp(EventKind.TOKEN, 1, nanos)));
        events.add(new EventStamp(EventKind.DONE, 0, tokens[tokens.length - 1]));
        return new RequestStamps(
                request,
                new RequestStamps.Connection(0, 40_000),
                Optional.empty(),
                0,
                OptionalLong.empty(),
                OptionalLong.of(1),
                events,
                new RequestStamps.End(Outcome.COMPLETE, OptionalLong.of(tokens[tokens.length - 1])));
    }

    /** What the journal tells of a request whose usage told so many prompt tokens. */
    private static RequestRecord seen(long promptTokens, long[] nanos, int[] events) {
        long none = RequestRecord.ABSENT;
        return new RequestRecord(
                7,
                0,
                Phase.MEASURED,
                dev.llmbench.core.internal.record.Outcome.SUCCEEDED,
                Optional.empty(),
                new RequestRecord.Stamps(0, none, none, none, none, none, none, none, none, none, none, none),
                new RequestRecord.Tokens(0, 3, promptTokens, 3, -1, 3, false, true),
                new RequestRecord.ServerTimes(-1, -1),
                new Arrivals(nanos.length, nanos, events, new int[nanos.length]),
                0);
    }

    private static long[] nanos(long... values) {
        return values;
    }

    private static int[] events(int... values) {
        return values;
    }

    @Test
    void every_event_of_a_read_has_its_own_delay() {
        RequestRecord request = seen(1, nanos(11_000, 25_000), events(1, 2));

        DelayJoin.Seen seen = DelayJoin.of(List.of(request), List.of(sent(0, 10_000, 20_000, 22_000)), ALWAYS);

        assertThat(seen.tokens()).isEqualTo(3);
        assertThat(seen.joined()).isEqualTo(3);
        assertThat(seen.delays()).contains(new Delays(3, 3, 3, 5, 5));
    }

    @Test
    void requests_are_found_by_the_number_in_their_usage() {
        RequestRecord second = seen(2, nanos(103_000), events(1));
        RequestRecord first = seen(1, nanos(202_000), events(1));

        DelayJoin.Seen seen = DelayJoin.of(List.of(second, first), List.of(sent(0, 200_000), sent(1, 100_000)), ALWAYS);

        assertThat(seen.delays()).contains(new Delays(2, 2.5, 2, 3, 3));
    }

    @Test
    void only_arrivals_of_the_window_count_and_later_events_keep_their_places() {
        RequestRecord request = seen(1, nanos(11_000, 21_000, 39_000), events(1, 1, 1));

        DelayJoin.Seen seen =
                DelayJoin.of(List.of(request), List.of(sent(0, 10_000, 20_000, 30_000)), new Window(20_000, 50_000));

        assertThat(seen.tokens()).isEqualTo(2);
        assertThat(seen.delays()).contains(new Delays(2, 5, 1, 9, 9));
    }

    @Test
    void a_request_without_usage_is_counted_and_has_no_delay() {
        RequestRecord request = seen(-1, nanos(11_000), events(1));

        DelayJoin.Seen seen = DelayJoin.of(List.of(request), List.of(sent(0, 10_000)), ALWAYS);

        assertThat(seen).isEqualTo(new DelayJoin.Seen(1, 0, Optional.empty()));
    }

    @Test
    void without_stamps_tokens_are_counted_all_the_same() {
        RequestRecord request = seen(1, nanos(11_000, 12_000), events(1, 4));

        assertThat(DelayJoin.of(List.of(request), List.of(), ALWAYS).tokens()).isEqualTo(5);
    }

    @Test
    void an_event_that_was_seen_before_it_was_sent_is_a_wrong_join() {
        RequestRecord request = seen(1, nanos(9_000), events(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> DelayJoin.of(List.of(request), List.of(sent(0, 10_000)), ALWAYS))
                .withMessage("request 7 saw an event before it was sent");
    }

    @Test
    void more_events_than_were_sent_are_a_wrong_join() {
        RequestRecord request = seen(1, nanos(11_000), events(2));

        assertThatIllegalStateException()
                .isThrownBy(() -> DelayJoin.of(List.of(request), List.of(sent(0, 10_000)), ALWAYS))
                .withMessageContaining("brought more events than were sent");
    }

    @Test
    void a_number_that_the_server_never_gave_is_a_wrong_join() {
        RequestRecord request = seen(3, nanos(11_000), events(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> DelayJoin.of(List.of(request), List.of(sent(0, 10_000)), ALWAYS))
                .withMessageContaining("is number 3, and the server knows 1");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void however_events_are_read_together_each_is_held_against_its_own_sending(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] sent = random.longs(200, 0, 1_000_000_000).sorted().toArray();
        List<Long> reads = new ArrayList<>();
        List<Integer> brought = new ArrayList<>();
        double sum = 0;
        for (int next = 0; next < sent.length; ) {
            int together = Math.min(sent.length - next, 1 + random.nextInt(5));
            long read = sent[next + together - 1] + 7_000;
            for (int i = 0; i < together; i++) {
                sum += read - sent[next + i];
            }
            reads.add(read);
            brought.add(together);
            next += together;
        }
        RequestRecord request = seen(
                1,
                reads.stream().mapToLong(Long::longValue).toArray(),
                brought.stream().mapToInt(Integer::intValue).toArray());

        DelayJoin.Seen seen = DelayJoin.of(List.of(request), List.of(sent(0, sent)), ALWAYS);

        assertThat(seen.tokens()).isEqualTo(sent.length);
        assertThat(seen.delays().orElseThrow().mean()).isCloseTo(sum / sent.length / 1_000, within(1e-6));
    }
}
