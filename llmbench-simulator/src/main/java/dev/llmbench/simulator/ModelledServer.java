package dev.llmbench.simulator;

import dev.llmbench.simulator.internal.model.BatchCosts;
import dev.llmbench.simulator.internal.modelled.ModelledListener;
import dev.llmbench.simulator.internal.modelled.ServedModel;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP/1.1 server that speaks like vLLM and behaves like an engine with continuous batching, in real time and without a
 * model.
 *
 * <pre>{@code
 * try (ModelledServer server = ModelledServer.start(ModelledServer.Settings.defaults().maxSequences(16))) {
 *     // ask server.url() + "/v1/chat/completions" for the model "simulated-8b"
 * }
 * }</pre>
 *
 * <p>An engine step prefills the prompts that enter ({@code overhead + perToken * tokens}) and decodes one token for every
 * sequence that ran before ({@code base + perSequence * sequences}); when it ends, every sequence has one token more and all of
 * them are sent. Requests beyond {@code maxSequences} wait in the order of arrival. A chat's prompt has 5 tokens more than its
 * messages. Without {@code ignore_eos} an answer ends by itself at 30 to 100 percent of {@code max_tokens}, drawn from seed and
 * prompt; without {@code max_tokens} a completion has 16 tokens at most and a chat 512.
 *
 * <p>Routes: {@code /v1/chat/completions}, {@code /v1/completions}, {@code /v1/models}, {@code /tokenize}, {@code /health},
 * {@code /version}, {@code /metrics}. Every answer carries the header {@code x-llmbench-simulated: modelled}. Thread-safe.
 */
public final class ModelledServer implements AutoCloseable {
    private final ModelledListener listener;
    private final Settings settings;

    private ModelledServer(ModelledListener listener, Settings settings) {
        this.listener = listener;
        this.settings = settings;
    }

    /**
     * What a modelled server is like.
     *
     * @param model its name; {@code simulated-8b}
     * @param decode what a decode step costs; 8 ms and 0.05 ms for every sequence
     * @param prefill what prompts cost; 2 ms a step and 0.05 ms a token, at most 8192 tokens a step
     * @param maxSequences sequences that run at the same time; 64
     * @param maxModelLength tokens of prompt and answer together; 8192
     * @param listen where it listens; any free port of loopback, without a key
     * @param seed of the answers; 1
     */
    public record Settings(
            String model,
            Decode decode,
            Prefill prefill,
            int maxSequences,
            int maxModelLength,
            Listen listen,
            long seed) {
        /** Checks. */
        public Settings {
            if (model.isBlank()) {
                throw new IllegalArgumentException("model must have a name, but was '" + model + "'");
            }
            atLeastOne(maxSequences, "maxSequences");
            if (maxModelLength < 2) {
                throw new IllegalArgumentException("maxModelLength must be at least 2 (a token of prompt and one of"
                        + " answer), but was " + maxModelLength);
            }
        }

        /** Returns the settings that every component's description names. */
        public static Settings defaults() {
            return new Settings(
                    "simulated-8b",
                    new Decode(Duration.ofMillis(8), Duration.ofNanos(50_000)),
                    new Prefill(Duration.ofMillis(2), Duration.ofNanos(50_000), 8192),
                    64,
                    8192,
                    new Listen("127.0.0.1", 0, Optional.empty()),
                    1);
        }

        /** Returns settings with this model name. */
        public Settings model(String name) {
            return new Settings(name, decode, prefill, maxSequences, maxModelLength, listen, seed);
        }

        /** Returns settings with this cost of a decode step. */
        public Settings decode(Duration base, Duration perSequence) {
            return new Settings(
                    model, new Decode(base, perSequence), prefill, maxSequences, maxModelLength, listen, seed);
        }

        /** Returns settings with this cost of prompts. */
        public Settings prefill(Duration overhead, Duration perToken) {
            Prefill cost = new Prefill(overhead, perToken, prefill.maxTokensPerStep());
            return new Settings(model, decode, cost, maxSequences, maxModelLength, listen, seed);
        }

        /** Returns settings with this many sequences at the same time. */
        public Settings maxSequences(int sequences) {
            return new Settings(model, decode, prefill, sequences, maxModelLength, listen, seed);
        }

        /** Returns settings with this length of prompt and answer together. */
        public Settings maxModelLength(int tokens) {
            return new Settings(model, decode, prefill, maxSequences, tokens, listen, seed);
        }

        /** Returns settings with this port; 0 takes a free one. */
        public Settings port(int port) {
            return listen(new Listen(listen.host(), port, listen.apiKey()));
        }

        /** Returns settings with this address to listen on; {@code 0.0.0.0} lets other machines in. */
        public Settings host(String host) {
            return listen(new Listen(host, listen.port(), listen.apiKey()));
        }

        /** Returns settings that ask for this key on {@code /v1}, as {@code Authorization: Bearer}. */
        public Settings apiKey(String key) {
            return listen(new Listen(listen.host(), listen.port(), Optional.of(key)));
        }

        /** Returns settings with this seed of the answers' words and lengths. */
        public Settings seed(long seed) {
            return new Settings(model, decode, prefill, maxSequences, maxModelLength, listen, seed);
        }

        private Settings listen(Listen listen) {
            return new Settings(model, decode, prefill, maxSequences, maxModelLength, listen, seed);
        }

        private BatchCosts costs() {
            return new BatchCosts(
                    decode.base().toNanos(),
                    decode.perSequence().toNanos(),
                    prefill.overhead().toNanos(),
                    prefill.perToken().toNanos(),
                    prefill.maxTokensPerStep(),
                    maxSequences);
        }
    }

    /**
     * What a decode step costs.
     *
     * @param base whatever its size
     * @param perSequence more for every sequence in it
     */
    public record Decode(Duration base, Duration perSequence) {
        /** Refuses negative costs. */
        public Decode {
            notNegative(base, "decode base");
            notNegative(perSequence, "decode perSequence");
        }
    }

    /**
     * What the prompts that enter in a step cost.
     *
     * @param overhead whatever their number
     * @param perToken more for every token of theirs
     * @param maxTokensPerStep tokens that enter in one step, besides a first prompt that alone is longer
     */
    public record Prefill(Duration overhead, Duration perToken, int maxTokensPerStep) {
        /** Refuses negative costs. */
        public Prefill {
            notNegative(overhead, "prefill overhead");
            notNegative(perToken, "prefill perToken");
            atLeastOne(maxTokensPerStep, "maxTokensPerStep");
        }
    }

    /**
     * Where a server listens, and to whom.
     *
     * @param host an address of this machine
     * @param port 0 for a free one
     * @param apiKey that it asks for, if any
     */
    public record Listen(String host, int port, Optional<String> apiKey) {
        /** Checks the port, and that a key is not empty. */
        public Listen {
            if (host.isBlank()) {
                throw new IllegalArgumentException("host must not be empty; 127.0.0.1 is loopback");
            }
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be 0 (any free one) to 65535, but was " + port);
            }
            apiKey.ifPresent(key -> {
                if (key.isBlank()) {
                    throw new IllegalArgumentException("apiKey must not be empty; leave it out to ask for none");
                }
            });
        }

        /** Leaves the key out. */
        @Override
        public String toString() {
            return "Listen[host=" + host + ", port=" + port + ", apiKey=" + (apiKey.isPresent() ? "set" : "none") + "]";
        }
    }

    /**
     * Starts a server.
     *
     * @param settings what it is like
     * @return the running server, to be closed
     * @throws java.io.UncheckedIOException when the port is taken or the host is no address of this machine
     */
    public static ModelledServer start(Settings settings) {
        Listen listen = settings.listen();
        var served = new ServedModel(settings.model(), settings.maxModelLength(), settings.seed(), listen.apiKey());
        var address = new InetSocketAddress(listen.host(), listen.port());
        return new ModelledServer(new ModelledListener(served, settings.costs(), address), settings);
    }

    /** Starts a server with the default settings. */
    public static ModelledServer start() {
        return start(Settings.defaults());
    }

    /**
     * Returns where the server listens.
     *
     * @return such as {@code http://127.0.0.1:40123}, without a path
     */
    public URI url() {
        return listener.url();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return listener.port();
    }

    /** Returns what the server was started with. */
    public Settings settings() {
        return settings;
    }

    /**
     * Waits until the server is closed by another thread.
     *
     * @throws InterruptedException when the waiting thread is interrupted; the server goes on
     */
    public void awaitClose() throws InterruptedException {
        listener.awaitClose();
    }

    /** Closes listener and connections; a second call does nothing. */
    @Override
    public void close() {
        listener.close();
    }

    private static void notNegative(Duration duration, String name) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(name + " must not be negative, but was " + duration);
        }
    }

    private static void atLeastOne(int value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
        }
    }
}
