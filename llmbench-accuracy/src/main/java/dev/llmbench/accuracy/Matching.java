package dev.llmbench.accuracy;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.JournaledRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds for each request of the client the same one among those of the server.
 *
 * <p>No request carries a number, so the order tells: the i-th that was written is the i-th that was received. Requests that
 * were written within microseconds may be swapped; that changes no distribution, since each side's figures are its own. Where
 * the stamps say that a pair can't be one, as an answer would have been seen before it was sent, a neighbour is taken.
 */
final class Matching {
    /** How many neighbours are tried: more than can be under way between two stamps. */
    private static final int NEIGHBOURS = 4_096;

    private static final int NOBODY = -1;

    private final List<ClientRequest> clients;
    private final List<ServerRequest> servers;
    private final int[] serverOf;
    private final int[] clientOf;

    /** A request as both sides tell it. */
    record Pair(ClientRequest client, ServerRequest server) {}

    private Matching(List<ClientRequest> clients, List<ServerRequest> servers) {
        this.clients = clients;
        this.servers = servers;
        this.serverOf = new int[clients.size()];
        this.clientOf = new int[servers.size()];
        Arrays.fill(serverOf, NOBODY);
        Arrays.fill(clientOf, NOBODY);
    }

    /**
     * Matches.
     *
     * @param written the requests that the client wrote, in any order
     * @param received all that the server received, its questions before the run included
     * @return pairs in the order in which they were written
     * @throws ConfigurationException if they can't be of one run
     */
    static List<Pair> of(List<ClientRequest> written, List<ServerRequest> received) {
        List<ClientRequest> clients = new ArrayList<>(written);
        clients.sort(Comparator.comparingLong(ClientRequest::writtenNanos));
        if (clients.isEmpty()) {
            throw new ConfigurationException("the run wrote no request, so there is nothing to hold against a server");
        }
        // What the client asked before the run, to probe and to calibrate, is in no journal.
        long first = clients.get(0).writtenNanos();
        List<ServerRequest> servers = received.stream()
                .filter(request -> request.receivedNanos() >= first)
                .sorted(Comparator.comparingLong(ServerRequest::receivedNanos))
                .toList();
        leaveOutUnread(clients, clients.size() - servers.size());
        if (clients.size() != servers.size()) {
            throw new ConfigurationException("the client wrote " + clients.size() + " requests and the server received "
                    + servers.size() + (servers.isEmpty() ? "" : " since the first of them")
                    + ": these stamps are of another run, or requests were sent again because the server had reset or"
                    + " closed reused connections without an answer; let its script answer something first");
        }
        return new Matching(clients, servers).pairs();
    }

    /** What was cut off with its level, just after it was written, may not have been read by the server. */
    private static void leaveOutUnread(List<ClientRequest> clients, int surplus) {
        int left = surplus;
        for (int i = clients.size() - 1; i >= 0 && left > 0; i--) {
            if (clients.get(i).cutOffUnanswered()) {
                clients.remove(i);
                left--;
            }
        }
    }

    private List<Pair> pairs() {
        for (int client = 0; client < clients.size(); client++) {
            if (!takeOwn(client) && !place(client, new boolean[servers.size()])) {
                throw new ConfigurationException(words(client));
            }
        }
        List<Pair> pairs = new ArrayList<>(clients.size());
        for (int client = 0; client < clients.size(); client++) {
            pairs.add(new Pair(clients.get(client), servers.get(serverOf[client])));
        }
        return pairs;
    }

    /** What nearly always fits; the general search would want memory for every request. */
    private boolean takeOwn(int client) {
        boolean free = clientOf[client] == NOBODY && mayBe(client, client);
        if (free) {
            clientOf[client] = client;
            serverOf[client] = client;
        }
        return free;
    }

    /** Takes the nearest that may be it, and has whoever holds that one take another (an augmenting path). */
    private boolean place(int client, boolean[] tried) {
        for (int distance = 0; distance < NEIGHBOURS; distance++) {
            int above = client + distance;
            int below = client - distance;
            if (above >= servers.size() && below < 0) {
                break;
            }
            if (take(client, above, tried) || (distance > 0 && take(client, below, tried))) {
                return true;
            }
        }
        return false;
    }

    private boolean take(int client, int server, boolean[] tried) {
        if (server < 0 || server >= servers.size() || tried[server] || !mayBe(client, server)) {
            return false;
        }
        tried[server] = true;
        if (clientOf[server] == NOBODY || place(clientOf[server], tried)) {
            clientOf[server] = client;
            serverOf[client] = server;
            return true;
        }
        return false;
    }

    /** Whether nothing says that they are two requests: what was seen had been sent, and no more was seen than was sent. */
    private boolean mayBe(int clientIndex, int serverIndex) {
        ClientRequest client = clients.get(clientIndex);
        ServerRequest server = servers.get(serverIndex);
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

    private String words(int client) {
        ClientRequest request = clients.get(client);
        ServerRequest server = servers.get(client);
        return "request " + request.id() + ", the " + (client + 1)
                + "th that the client wrote, fits none that the server"
                + " received: the " + (client + 1) + "th, number " + server.number() + ", was received "
                + (server.receivedNanos() - request.writtenNanos()) + " ns after it was written, and sent "
                + server.tokenEvents().size() + " events of tokens, of which the client saw " + request.events()
                + "; the stamps must be of the same run, by the clock of the same machine";
    }
}
