package dev.llmbench.benchmarks.accuracy;

/**
 * Where server and client run.
 *
 * @param server the only processor of the server, from 0; -1 for any
 * @param client the only processor of the client, from 0; -1 for any
 */
record Cores(int server, int client) {
    /** Tells it in words. */
    String words() {
        if (server < 0 || client < 0) {
            return "server and client not pinned to processors";
        }
        return "server pinned to processor " + server + ", client to processor " + client;
    }
}
