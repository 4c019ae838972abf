package dev.llmbench.simulator;

import dev.llmbench.simulator.cost.FixedCost;
import dev.llmbench.simulator.cost.Hardware;
import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.internal.model.BatchLimits;
import dev.llmbench.simulator.internal.modelled.Face;
import dev.llmbench.simulator.internal.modelled.ModelledListener;
import dev.llmbench.simulator.internal.modelled.ServedModel;
import dev.llmbench.simulator.internal.ollama.OllamaFace;
import dev.llmbench.simulator.internal.sglang.SglangFace;
import dev.llmbench.simulator.internal.vllm.VllmFace;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An HTTP/1.1 server that speaks like vLLM, SGLang or Ollama and behaves like an engine with continuous batching, in real
 * time and without a model.
 *
 * <pre>{@code
 * try (ModelledServer server = ModelledServer.start(ModelledServer.Settings.defaults().maxSequences(16))) {
 *     // ask server.url() + "/v1/chat/completions" for the model "simulated-8b"
 * }
 * }</pre>
 *
 * <p>An engine step reads prompts and decodes one token for every sequence whose prompt has been read; when it ends, all
 * tokens of the step are sent. {@link StepCost} says how long it takes. Requests beyond {@link Batching} wait in the order of
 * arrival, prompts longer than a step are read in parts, and when the cache is full the sequence that entered last starts
 * again. A chat's prompt has 5 tokens more than its messages. Unless a request says otherwise ({@code ignore_eos}, which
 * Ollama does not know), an answer ends by itself at 30 to 100 percent of its greatest length, drawn from seed and prompt.
 *
 * <p>Every answer carries the header {@code x-llmbench-simulated: modelled}. Thread-safe.
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
     * @param models names of the one model that it serves, the first one first; {@code simulated-8b}
     * @param face how it speaks; vLLM
     * @param cost what steps cost; a decode 8 ms and 0.05 ms for every sequence, prompts 2 ms and 0.05 ms a token
     * @param batching how much it takes on; 64 sequences, 8192 tokens a step, no limit of the cache
     * @param maxModelLength tokens of prompt and answer together; 8192
     * @param listen where it listens; any free port of loopback, without a key
     * @param seed of the answers; 1
     */
    public record Settings(
            List<String> models,
            EngineFace face,
            StepCost cost,
            Batching batching,
            int maxModelLength,
            Listen listen,
            long seed) {
        /** Checks. */
        public Settings {
            models = models.stream().distinct().toList();
            if (models.isEmpty() || models.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("model must have a name, but was " + models);
            }
            if (maxModelLength < 2) {
                throw new IllegalArgumentException("maxModelLength must be at least 2 (a token of prompt and one of"
                        + " answer), but was " + maxModelLength);
            }
            if (batching.cache().isPresent()
                    && maxModelLength > batching.cache().get().tokens()) {
                throw new IllegalArgumentException("maxModelLength must fit into the cache of "
                        + batching.cache().get().tokens() + " tokens, but was " + maxModelLength);
            }
            if (face == EngineFace.OLLAMA && listen.apiKey().isPresent()) {
                throw new IllegalArgumentException("Ollama asks for no key; leave apiKey out or choose another engine");
            }
        }

        /** Returns the settings that every component's description names. */
        public static Settings defaults() {
            return new Settings(
                    List.of("simulated-8b"),
                    EngineFace.VLLM,
                    FixedCost.ofNanos(8_000_000, 50_000, 2_000_000, 50_000),
                    new Batching(64, 8192, Optional.empty()),
                    8192,
                    new Listen("127.0.0.1", 0, Optional.empty()),
                    1);
        }

        /**
         * Returns the settings of a model on GPUs, with steps as fast as the hardware allows.
         *
         * <p>The model is served under its Hugging Face id, its name in the catalog and its tag for Ollama. The context is
         * the model's, or what fits into the cache where that is less; prefixes are cached. As many sequences and tokens a
         * step as vLLM takes by default on such a GPU (1024 and 8192 with 70 GiB or more unless it is an A100, else 256 and
         * 2048), for SGLang too; one sequence for Ollama, as its {@code OLLAMA_NUM_PARALLEL} has it.
         *
         * @param hardware the model and the GPUs
         * @param face how the server speaks
         * @return the settings
         */
        public static Settings of(Hardware hardware, EngineFace face) {
            return HardwareDefaults.settings(hardware, face);
        }

        /** Returns the model's first name. */
        public String model() {
            return models.get(0);
        }

        /** Returns settings with this model name and no other. */
        public Settings model(String name) {
            return new Settings(List.of(name), face, cost, batching, maxModelLength, listen, seed);
        }

        /** Returns settings with one more name of the model. */
        public Settings alsoNamed(String name) {
            return new Settings(
                    Stream.concat(models.stream(), Stream.of(name)).toList(),
                    face,
                    cost,
                    batching,
                    maxModelLength,
                    listen,
                    seed);
        }

        /** Returns settings with this way of speaking. */
        public Settings face(EngineFace face) {
            return new Settings(models, face, cost, batching, maxModelLength, listen, seed);
        }

        /** Returns settings with these costs of steps. */
        public Settings cost(StepCost cost) {
            return new Settings(models, face, cost, batching, maxModelLength, listen, seed);
        }

        /**
         * Returns settings with this cost of a decode step.
         *
         * @throws IllegalArgumentException if steps have no fixed costs
         */
        public Settings decode(Duration base, Duration perSequence) {
            FixedCost now = fixed();
            return cost(new FixedCost(base, perSequence, now.prefillOverhead(), now.prefillPerToken()));
        }

        /**
         * Returns settings with this cost of prompts.
         *
         * @throws IllegalArgumentException if steps have no fixed costs
         */
        public Settings prefill(Duration overhead, Duration perToken) {
            FixedCost now = fixed();
            return cost(new FixedCost(now.decodeBase(), now.decodePerSequence(), overhead, perToken));
        }

        private FixedCost fixed() {
            if (cost instanceof FixedCost now) {
                return now;
            }
            throw new IllegalArgumentException("steps cost " + cost + "; give a FixedCost first, or change that");
        }

        /** Returns settings with this many sequences at the same time. */
        public Settings maxSequences(int sequences) {
            return batching(new Batching(sequences, batching.maxTokensPerStep(), batching.cache()));
        }

        /** Returns settings with this many tokens, of answers and prompts together, in a step. */
        public Settings maxTokensPerStep(int tokens) {
            return batching(new Batching(batching.maxSequences(), tokens, batching.cache()));
        }

        /** Returns settings with room for this many tokens of keys and values, with or without caching of prefixes. */
        public Settings cache(long tokens, boolean prefixes) {
            var room = new Batching.KeyValueRoom(tokens, prefixes);
            return batching(new Batching(batching.maxSequences(), batching.maxTokensPerStep(), Optional.of(room)));
        }

        private Settings batching(Batching batching) {
            return new Settings(models, face, cost, batching, maxModelLength, listen, seed);
        }

        /** Returns settings with this length of prompt and answer together. */
        public Settings maxModelLength(int tokens) {
            return new Settings(models, face, cost, batching, tokens, listen, seed);
        }

        /** Returns settings with this port; 0 takes a free one. */
        public Settings port(int port) {
            return listen(new Listen(listen.host(), port, listen.apiKey()));
        }

        /** Returns settings with this address to listen on; {@code 0.0.0.0} lets other machines in. */
        public Settings host(String host) {
            return listen(new Listen(host, listen.port(), listen.apiKey()));
        }

        /** Returns settings that ask for this key, as {@code Authorization: Bearer}, where the engine does. */
        public Settings apiKey(String key) {
            return listen(new Listen(listen.host(), listen.port(), Optional.of(key)));
        }

        /** Returns settings with this seed of the answers' words and lengths. */
        public Settings seed(long seed) {
            return new Settings(models, face, cost, batching, maxModelLength, listen, seed);
        }

        private Settings listen(Listen listen) {
            return new Settings(models, face, cost, batching, maxModelLength, listen, seed);
        }

        private BatchLimits limits() {
            BatchLimits limits = BatchLimits.of(batching.maxSequences(), batching.maxTokensPerStep());
            return batching.cache()
                    .map(room -> limits.withCache(room.tokens(), room.prefixes()))
                    .orElse(limits);
        }

        private Face.Factory faces() {
            return switch (face) {
                case VLLM -> VllmFace::new;
                case SGLANG -> SglangFace::new;
                case OLLAMA -> OllamaFace::new;
            };
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
        boolean prefixes =
                settings.batching().cache().map(Batching.KeyValueRoom::prefixes).orElse(false);
        var served = new ServedModel(
                settings.models(), settings.maxModelLength(), prefixes, settings.seed(), listen.apiKey());
        var address = new InetSocketAddress(listen.host(), listen.port());
        return new ModelledServer(
                new ModelledListener(served, settings.faces(), settings.cost(), settings.limits(), address), settings);
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
     * Returns what the engine has done so far, by its own books: what its {@code /metrics} tell where it has such a route.
     *
     * @return the counts at this moment
     * @throws IllegalStateException when the server is closed
     */
    public EngineTotals totals() {
        var counts = listener.counts();
        return new EngineTotals(
                counts.promptTokens(),
                counts.generatedTokens(),
                counts.finishedRequests(),
                counts.preemptions(),
                counts.prefixTokens(),
                Duration.ofNanos(counts.busyNanos()),
                Duration.ofNanos(counts.lateNanos()));
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
}
