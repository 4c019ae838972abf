package dev.llmbench.benchmarks.peers;

import java.net.URI;
import java.nio.file.Path;

/**
 * One load that a load generator is asked to make.
 *
 * @param url of the server, without a path
 * @param folder where it may put files; it is started there
 * @param home where {@code scripts/peers/install.sh} has installed
 * @param shape how much of what
 * @param processors how many it may use; one that works in several processes is given as many
 * @param promptsCounted whether the server tells how long a prompt was
 */
record Work(URI url, Path folder, Path home, Shape shape, int processors, boolean promptsCounted) {
    /** The model's name, as the server is asked for it. */
    static final String MODEL = "scripted";
    /** The tokenizer's name, as clients of a hub know it. */
    static final String TOKENIZER = "llmbench/words";

    /**
     * How much of what.
     *
     * @param streams at once, each asking again when it has its answer
     * @param perStream requests of each stream
     * @param outputTokens of each answer
     * @param tokensPerSecond of each stream, once its answer has begun
     * @param firstMillis from a request to its first token
     */
    record Shape(int streams, int perStream, int outputTokens, double tokensPerSecond, double firstMillis) {
        /** The tokens of each prompt, for which {@code install.sh} has made prompts. */
        static final int INPUT_TOKENS = 128;

        private static final double MILLIS_PER_SECOND = 1e3;

        /** Refuses what is no load. */
        Shape {
            if (streams < 1 || perStream < 2 || outputTokens < 2 || !(tokensPerSecond > 0) || !(firstMillis >= 0)) {
                throw new IllegalArgumentException(
                        "a load needs a stream, two requests of it, two tokens of each and a speed, but was " + streams
                                + ", " + perStream + ", " + outputTokens + ", " + tokensPerSecond);
            }
        }

        /** Returns how many requests there are. */
        int requests() {
            return streams * perStream;
        }

        /** Returns how long one request takes, in seconds. */
        double requestSeconds() {
            return firstMillis / MILLIS_PER_SECOND + (outputTokens - 1) / tokensPerSecond;
        }

        /** Returns how many tokens all streams together have in a second, while all of them answer. */
        double allTokensPerSecond() {
            return streams * tokensPerSecond;
        }
    }

    /** Returns a program of a tool's own environment. */
    String program(String tool, String program) {
        return home.resolve(tool)
                .resolve("venv")
                .resolve("bin")
                .resolve(program)
                .toString();
    }

    /** Returns the file of prompts of that length, an object a line. */
    String promptsFile() {
        return home.resolve("tokenizer").resolve("prompts.jsonl").toString();
    }

    /** Returns the folder of the tokenizer, for tools that take it by its path. */
    String tokenizerFolder() {
        return home.resolve("tokenizer").resolve("model").toString();
    }
}
