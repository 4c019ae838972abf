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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MatchingTest {
    private static final int PORT = 40_000;

    /** A request of so many tokens, one an event. */
    private static ClientRequest client(
            long id, int port, long written, Outcome outcome, long first, long last, int events) {
        boolean any = events > 0;
        OptionalLong firstSeen = any ? OptionalLong.of(first) : OptionalLong.empty();
        return new ClientRequest(
                id,
                outcome,
                port,
                written,
                written,
                firstSeen,
                firstSeen,
                any ? OptionalLong.of(last) : OptionalLong.empty(),
                events,
                any ? OptionalLong.of(events) : OptionalLong.empty());
    }

    private static ClientRequest succeeded(long id, int port, long written, long first, long last, int events) {
        return client(id, port, written, Outcome.SUCCEEDED, first, last, events);
    }

    private static ServerRequest server(int number, int port, long received, long first, long last, int events) {
        Stamps stamps = Stamps.received(number, received).from(port);
        for (int i = 0; i < events; i++) {
            stamps.token(i == events - 1 ? last : first + i);
        }
        return stamps.done(last);
    }

    private static ServerRequest refused(int number, int port, long received) {
        return Stamps.received(number, received)
                .from(port)
                .ended(dev.llmbench.simulator.script.Outcome.RESET, received + 1);
    }

    private static List<String> pairs(List<ClientRequest> clients, List<ServerRequest> servers) {
        return Matching.of(clients, servers).stream()
                .map(pair -> pair.client().id() + "-" + pair.server().number())
                .sorted()
                .toList();
    }

    @Test
    void pairs_what_was_written_and_received_on_one_connection_in_its_order() {
        var clients = List.of(succeeded(2, PORT, 300, 420, 520, 2), succeeded(1, PORT, 100, 220, 320, 2));
        var servers = List.of(server(7, PORT, 110, 210, 310, 2), server(8, PORT, 310, 410, 510, 2));

        assertThat(pairs(clients, servers)).containsExactly("1-7", "2-8");
    }

    @Test
    void tells_connections_apart_whatever_was_read_first() {
        var clients = List.of(succeeded(1, PORT, 100, 290, 390, 2), succeeded(2, PORT + 1, 101, 290, 390, 2));
        var servers = List.of(server(0, PORT + 1, 110, 210, 310, 2), server(1, PORT, 111, 210, 310, 2));

        assertThat(pairs(clients, servers)).containsExactly("1-1", "2-0");
    }

    @Test
    void leaves_out_what_the_client_asked_before_the_run() {
        var clients = List.of(succeeded(0, PORT, 1_000, 1_120, 1_220, 2));
        var servers = List.of(server(0, PORT, 500, 600, 700, 2), server(1, PORT, 1_010, 1_110, 1_210, 2));

        assertThat(pairs(clients, servers)).containsExactly("0-1");
    }

    @Test
    void lets_a_request_that_failed_have_seen_less_than_was_sent() {
        var clients = List.of(client(0, PORT, 100, Outcome.FAILED, 220, 220, 1));
        var servers = List.of(server(0, PORT, 110, 210, 310, 4));

        assertThat(pairs(clients, servers)).containsExactly("0-0");
    }

    @Test
    void leaves_out_a_request_that_was_cut_off_before_the_server_read_it() {
        var clients = List.of(succeeded(0, PORT, 100, 220, 320, 2), client(1, PORT, 400, Outcome.CANCELLED, 0, 0, 0));
        var servers = List.of(server(0, PORT, 110, 210, 310, 2));

        assertThat(pairs(clients, servers)).containsExactly("0-0");
    }

    @Test
    void leaves_out_what_was_refused_on_a_used_connection_and_sent_again_on_a_fresh_one() {
        var clients = List.of(succeeded(0, PORT, 100, 220, 320, 2), succeeded(1, PORT + 1, 400, 520, 620, 2));
        var servers = List.of(
                server(0, PORT, 110, 210, 310, 2), refused(1, PORT, 410), server(2, PORT + 1, 415, 510, 610, 2));

        assertThat(pairs(clients, servers)).containsExactly("0-0", "1-2");
    }

    @Nested
    class Refuses {
        private void refuses(List<ClientRequest> clients, List<ServerRequest> servers, String... words) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> Matching.of(clients, servers))
                    .withMessageContainingAll(words);
        }

        @Test
        void requests_that_the_server_never_saw() {
            refuses(
                    List.of(succeeded(5, PORT, 100, 220, 320, 2)),
                    List.of(),
                    "request 5 of the client, from port 40000, was never received");
            refuses(List.of(), List.of(), "wrote no request");
        }

        @Test
        void requests_that_the_client_never_wrote() {
            refuses(
                    List.of(succeeded(0, PORT, 100, 220, 320, 2)),
                    List.of(server(0, PORT, 110, 210, 310, 2), server(9, PORT + 1, 120, 210, 310, 2)),
                    "request 9 of the server, from port 40001, is none that the client wrote");
            refuses(
                    List.of(succeeded(0, PORT, 100, 220, 320, 2)),
                    List.of(server(0, PORT, 110, 210, 310, 2), server(9, PORT, 320, 410, 510, 2)),
                    "request 9 of the server");
        }

        @Test
        void answers_that_were_seen_before_they_were_sent() {
            refuses(
                    List.of(succeeded(3, PORT, 100, 205, 320, 2)),
                    List.of(server(4, PORT, 110, 210, 310, 2)),
                    "request 3 of the client, from port 40000, can't be number 4",
                    "received 10 ns after");
            refuses(
                    List.of(succeeded(3, PORT, 100, 215, 305, 2)),
                    List.of(server(4, PORT, 110, 210, 310, 2)),
                    "can't be number 4");
        }

        @Test
        void answers_of_another_length() {
            refuses(
                    List.of(succeeded(3, PORT, 100, 220, 320, 3)),
                    List.of(server(4, PORT, 110, 210, 310, 2)),
                    "has 2 events of tokens, of which the client saw 3");
            refuses(
                    List.of(succeeded(3, PORT, 100, 220, 320, 1)),
                    List.of(server(4, PORT, 110, 210, 310, 2)),
                    "can't be number 4");
        }

        @Test
        void journals_that_do_not_tell_ports() {
            refuses(List.of(succeeded(0, 0, 100, 220, 320, 2)), List.of(), "does not tell the ports");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void law_every_request_finds_its_own_however_the_lists_are_shuffled(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            List<ClientRequest> clients = new ArrayList<>();
            List<ServerRequest> servers = new ArrayList<>();
            int id = 0;
            for (int port = 1; port <= 1 + random.nextInt(20); port++) {
                long now = 1_000L + random.nextInt(500);
                for (int i = 0; i < random.nextInt(30); i++) {
                    long received = now + random.nextInt(400);
                    int events = 1 + random.nextInt(4);
                    long first = received + random.nextInt(300);
                    long last = events == 1 ? first : first + 10 + random.nextInt(300);
                    int delay = random.nextInt(200);
                    clients.add(succeeded(id, port, now, first + delay, last + delay, events));
                    servers.add(server(id, port, received, first, last, events));
                    id++;
                    now = last + delay + random.nextInt(50);
                }
            }
            if (clients.isEmpty()) {
                continue;
            }
            Collections.shuffle(clients, random);
            Collections.shuffle(servers, random);

            List<Matching.Pair> pairs = Matching.of(clients, servers);

            assertThat(pairs)
                    .hasSize(id)
                    .allSatisfy(pair -> assertThat(pair.client().id())
                            .isEqualTo(pair.server().number()));
        }
    }
}
