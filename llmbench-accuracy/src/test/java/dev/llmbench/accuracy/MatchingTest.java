package dev.llmbench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.JournaledRequest.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingTest {
    /** A request of so many tokens, one an event, seen this long after they were sent. */
    private static ClientRequest client(long id, long written, Outcome outcome, long first, long last, int events) {
        boolean any = events > 0;
        return new ClientRequest(
                id,
                outcome,
                written,
                written,
                any ? OptionalLong.of(first) : OptionalLong.empty(),
                any ? OptionalLong.of(first) : OptionalLong.empty(),
                any ? OptionalLong.of(last) : OptionalLong.empty(),
                events,
                any ? OptionalLong.of(events) : OptionalLong.empty());
    }

    private static ServerRequest server(int number, long received, long first, long last, int events) {
        Stamps stamps = Stamps.received(number, received);
        for (int i = 0; i < events; i++) {
            stamps.token(i == events - 1 ? last : first + i);
        }
        return stamps.done(last);
    }

    private static List<String> pairs(List<ClientRequest> clients, List<ServerRequest> servers) {
        return Matching.of(clients, servers).stream()
                .map(pair -> pair.client().id() + "-" + pair.server().number())
                .toList();
    }

    @Test
    void pairs_in_the_order_of_writing_and_receiving_whatever_the_order_of_the_journal() {
        var clients =
                List.of(client(2, 300, Outcome.SUCCEEDED, 420, 520, 2), client(1, 100, Outcome.SUCCEEDED, 220, 320, 2));
        var servers = List.of(server(7, 110, 210, 310, 2), server(8, 310, 410, 510, 2));

        assertThat(pairs(clients, servers)).containsExactly("1-7", "2-8");
    }

    @Test
    void leaves_out_what_the_client_asked_before_the_run() {
        var clients = List.of(client(0, 1_000, Outcome.SUCCEEDED, 1_120, 1_220, 2));
        var servers = List.of(server(0, 500, 600, 700, 2), server(1, 1_010, 1_110, 1_210, 2));

        assertThat(pairs(clients, servers)).containsExactly("0-1");
    }

    @Test
    void takes_a_neighbour_where_an_answer_would_have_been_seen_before_it_was_sent() {
        var clients =
                List.of(client(0, 100, Outcome.SUCCEEDED, 250, 350, 2), client(1, 101, Outcome.SUCCEEDED, 220, 320, 2));
        // received the other way round
        var servers = List.of(server(0, 110, 210, 310, 2), server(1, 111, 240, 340, 2));

        assertThat(pairs(clients, servers)).containsExactly("0-1", "1-0");
    }

    @Test
    void takes_no_answer_of_another_length_for_one_that_succeeded() {
        var clients = List.of(
                client(0, 100, Outcome.SUCCEEDED, 900, 950, 5),
                client(1, 101, Outcome.SUCCEEDED, 900, 950, 3),
                client(2, 102, Outcome.SUCCEEDED, 900, 950, 4));
        var servers = List.of(server(0, 110, 210, 310, 3), server(1, 111, 210, 310, 4), server(2, 112, 210, 310, 5));

        assertThat(pairs(clients, servers)).containsExactly("0-2", "1-0", "2-1");
    }

    @Test
    void lets_a_request_that_failed_have_seen_less_than_was_sent() {
        var clients = List.of(client(0, 100, Outcome.FAILED, 220, 220, 1));
        var servers = List.of(server(0, 110, 210, 310, 4));

        assertThat(pairs(clients, servers)).containsExactly("0-0");
    }

    @Test
    void leaves_out_a_request_that_was_cut_off_before_the_server_read_it() {
        var clients =
                List.of(client(0, 100, Outcome.SUCCEEDED, 220, 320, 2), client(1, 400, Outcome.CANCELLED, 0, 0, 0));
        var servers = List.of(server(0, 110, 210, 310, 2));

        assertThat(pairs(clients, servers)).containsExactly("0-0");
    }

    @Test
    void refuses_stamps_of_another_number_of_requests() {
        var clients = List.of(client(0, 100, Outcome.SUCCEEDED, 220, 320, 2));
        var servers = List.of(server(0, 110, 210, 310, 2), server(1, 120, 210, 310, 2));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Matching.of(clients, servers))
                .withMessageContaining("wrote 1 requests and the server received 2");
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Matching.of(List.of(), servers))
                .withMessageContaining("wrote no request");
    }

    @Test
    void refuses_stamps_that_no_pair_fits() {
        var clients = List.of(client(3, 100, Outcome.SUCCEEDED, 205, 320, 2));
        var servers = List.of(server(4, 110, 210, 310, 2));

        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> Matching.of(clients, servers))
                .withMessageContaining("request 3, the 1th that the client wrote, fits none")
                .withMessageContaining("number 4, was received 10 ns after it was written");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void law_every_pair_is_possible_and_none_is_left_over_however_requests_were_swapped(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            int count = 1 + random.nextInt(300);
            List<ClientRequest> clients = new ArrayList<>();
            List<ServerRequest> servers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                long written = 1_000L + random.nextInt(count * 20);
                long received = written + random.nextInt(2_000);
                int events = 1 + random.nextInt(4);
                long first = received + 100 + random.nextInt(3_000);
                long last = events == 1 ? first : first + 100 + random.nextInt(3_000);
                int delay = random.nextInt(200);
                clients.add(client(i, written, Outcome.SUCCEEDED, first + delay, last + delay, events));
                servers.add(server(i, received, first, last, events));
            }
            Collections.shuffle(clients, random);
            Collections.shuffle(servers, random);

            List<Matching.Pair> pairs = Matching.of(clients, servers);

            assertThat(pairs).extracting(pair -> pair.client().id()).doesNotHaveDuplicates();
            assertThat(pairs).extracting(pair -> pair.server().number()).doesNotHaveDuplicates();
            assertThat(pairs).hasSize(count).allSatisfy(pair -> {
                assertThat(pair.server().receivedNanos())
                        .isGreaterThanOrEqualTo(pair.client().writtenNanos());
                assertThat(pair.client().firstTokenNanos().orElseThrow())
                        .isGreaterThanOrEqualTo(pair.server().firstTokenNanos().orElseThrow());
                assertThat(pair.server().tokenEvents()).hasSize(pair.client().events());
            });
        }
    }
}
