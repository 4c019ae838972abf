package dev.llmbench.accuracy;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.JournaledRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds for each request of the client the same one among those of the server.
 *
 * <p>Both sides know the client's port, and on one connection requests come one after the other: the i-th that was written there is
 * the i-th that was received there. Every pair is checked: an answer can't have been seen before it was sent.
 */
final class Matching {
    private final List<Pair> pairs = new ArrayList<>();

    /** A request as both sides tell it. */
    record Pair(ClientRequest client, ServerRequest server) {}

    private Matching() {}

    /**
     * Matches.
     *
     * @param written the requests that the client wrote, in any order
     * @param received all that the server received, in any order, the client's questions before the run included
     * @return a pair for each that both sides have
     * @throws ConfigurationException if they can't be of one run
     */
    static List<Pair> of(List<ClientRequest> written, List<ServerRequest> received) {
        long first = written.stream()
                .mapToLong(ClientRequest::writtenNanos)
                .min()
                .orElseThrow(() -> new ConfigurationException(
                        "the run wrote no request, so there is nothing to hold against a server"));
        Map<Integer, List<ClientRequest>> clients = new HashMap<>();
        written.stream()
                .sorted(Comparator.comparingLong(ClientRequest::writtenNanos))
                .forEach(request -> clients.computeIfAbsent(port(request), port -> new ArrayList<>())
                        .add(request));
        Map<Integer, List<ServerRequest>> servers = new HashMap<>();
        received.stream()
                // what the client asked before the run, to probe and to calibrate, is in no journal
                .filter(request -> request.receivedNanos() >= first)
                .sorted(Comparator.comparingLong(ServerRequest::receivedNanos))
                .forEach(request -> servers.computeIfAbsent(request.clientPort(), port -> new ArrayList<>())
                        .add(request));
        Matching matching = new Matching();
        clients.forEach((port, requests) -> {
            List<ServerRequest> there = servers.remove(port);
            matching.onConnection(requests, there == null ? List.of() : there);
        });
        servers.values().forEach(requests -> requests.forEach(Matching::leaveOut));
        return matching.pairs;
    }

    private static int port(ClientRequest request) {
        if (request.localPort() == 0) {
            throw new ConfigurationException("the journal does not tell the ports of connections, by which requests are"
                    + " found at the server: it is of an older version; measure again");
        }
        return request.localPort();
    }

    /** Pairs what was written on one connection with what was received there, both in their order. */
    private void onConnection(List<ClientRequest> clients, List<ServerRequest> servers) {
        int next = 0;
        for (ClientRequest client : clients) {
            while (next < servers.size()
                    && !mayBe(client, servers.get(next))
                    && servers.get(next).refused()) {
                next++; // sent again on another connection, under whose port the client has it
            }
            if (next < servers.size() && mayBe(client, servers.get(next))) {
                pairs.add(new Pair(client, servers.get(next++)));
            } else if (!client.cutOffUnanswered()) { // what was cut off as it was written may never have been read
                throw new ConfigurationException(words(client, servers, next));
            }
        }
        servers.subList(next, servers.size()).forEach(Matching::leaveOut);
    }

    /** What no request of the client belongs to: only one that was sent again. */
    private static void leaveOut(ServerRequest server) {
        if (!server.refused()) {
            throw new ConfigurationException("request " + server.number() + " of the server, from port "
                    + server.clientPort() + ", is none that the client wrote: the stamps must be of the same run");
        }
    }

    /** Whether nothing says that they are two requests: what was seen had been sent, and no more was seen than was sent. */
    private static boolean mayBe(ClientRequest client, ServerRequest server) {
        if (server.receivedNanos() < client.writtenNanos()
                || client.events() > server.tokenEvents().size()) {
            return false;
        }
        if (client.firstTokenNanos().isPresent()
                && client.firstTokenNanos().getAsLong()
                        < server.firstTokenNanos().orElse(Long.MAX_VALUE)) {
            return false;
        }
        boolean whole =
                client.events() > 0 && client.events() == server.tokenEvents().size();
        boolean succeeded = client.outcome() == JournaledRequest.Outcome.SUCCEEDED;
        return whole
                ? client.lastTokenNanos().orElse(Long.MAX_VALUE)
                        >= server.lastTokenNanos().orElseThrow()
                : !succeeded;
    }

    private static String words(ClientRequest client, List<ServerRequest> servers, int next) {
        String begin = "request " + client.id() + " of the client, from port " + client.localPort();
        if (next >= servers.size()) {
            return begin + ", was never received by the server: the stamps must be of the same run";
        }
        ServerRequest server = servers.get(next);
        return begin + ", can't be number " + server.number() + " of the server, which was received "
                + (server.receivedNanos() - client.writtenNanos()) + " ns after the client wrote its own, and has "
                + server.tokenEvents().size() + " events of tokens, of which the client saw " + client.events()
                + ": the stamps must be of the same run, by the clock of the same machine";
    }
}
