package dev.llmbench.cli;

import dev.llmbench.api.Target;
import dev.llmbench.catalog.Gpus;
import dev.llmbench.catalog.LlmModel;
import dev.llmbench.catalog.Models;
import dev.llmbench.catalog.Precision;
import dev.llmbench.simulator.EngineFace;
import dev.llmbench.simulator.ModelledServer.Settings;
import dev.llmbench.simulator.cost.Hardware;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a modelled server is like: a model on GPUs, or fixed times. */
final class ModelledOptions {
    private static final double USUAL_SHARE = 0.9;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The model; with --gpu by its catalog name, Hugging Face id or Ollama tag, and served under"
                    + " all of them (default without --gpu: simulated-8b).")
    private Optional<String> model = Optional.empty();

    @Option(
            names = "--gpu",
            paramLabel = "NAME",
            description = "Times as fast as this GPU's bandwidth and arithmetic allow, such as 'H100 SXM'.")
    private Optional<String> gpu = Optional.empty();

    @Option(names = "--gpus", paramLabel = "N", description = "How many GPUs work as one (default: 1).")
    private Optional<Integer> gpus = Optional.empty();

    @Option(
            names = "--precision",
            paramLabel = "bf16|fp8|…",
            description =
                    "How weights are stored: bf16, fp8, int4, mxfp4 (default: as published; for Ollama, whose tags mostly"
                            + " have 4 bits, int4).")
    private Optional<String> precision = Optional.empty();

    @Option(
            names = "--kv-share",
            paramLabel = "SHARE",
            description = "Share of the memory for weights and cache of keys and values, 0 to 1 (default: 0.9).")
    private Optional<Double> share = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "vllm|sglang|ollama",
            description = "Whose routes and formats the server has (default: vllm).")
    private EngineFace engine = EngineFace.VLLM;

    @Option(
            names = "--max-sequences",
            paramLabel = "N",
            description = "Requests that are worked on at the same time; more wait (default: 64; with --gpu as vLLM has"
                    + " it, 256 or 1024; Ollama 1).")
    private Optional<Integer> maxSequences = Optional.empty();

    @Option(
            names = "--max-batched-tokens",
            paramLabel = "N",
            description =
                    "Tokens that a step works on; longer prompts are read in parts (default: 8192; with --gpu 2048"
                            + " or 8192).")
    private Optional<Integer> maxTokens = Optional.empty();

    @Option(
            names = "--max-model-length",
            paramLabel = "N",
            description = "Tokens of prompt and answer together (default: 8192; with --gpu the model's, or what fits).")
    private Optional<Integer> maxModelLength = Optional.empty();

    /** Whether a GPU was named. */
    boolean onHardware() {
        return gpu.isPresent();
    }

    /** The model and the GPUs. */
    Hardware hardware() {
        if (gpu.isEmpty() || model.isEmpty()) {
            throw new UsageException((gpu.isEmpty() ? "--gpu" : "--model")
                    + " is missing: name GPU and model, such as --gpu 'H100 SXM' --model Llama-3.1-8B-Instruct");
        }
        var card = UsageException.naming("--gpu", () -> Gpus.get(gpu.get()));
        LlmModel shape = UsageException.naming("--model", () -> Models.get(model.get()));
        Precision bits = precision
                .map(name -> UsageException.naming("--precision", () -> Precision.of(name)))
                .orElseGet(() -> usualPrecision(shape));
        int count = gpus.orElse(1);
        if (count < 1) {
            throw new UsageException("--gpus must be at least 1, but was " + count);
        }
        double part = share.orElse(USUAL_SHARE);
        if (!(part > 0 && part <= 1)) {
            throw new UsageException("--kv-share must be above 0 and at most 1, but was " + part);
        }
        return UsageException.naming("--gpu", () -> new Hardware(card, count, shape, bits, part));
    }

    /** What is served where nobody says otherwise: the published weights, of Ollama its default tag's four bits. */
    private Precision usualPrecision(LlmModel shape) {
        Precision published = shape.precision();
        return engine == EngineFace.OLLAMA && published.bytes() > Precision.MXFP4.bytes() ? Precision.INT4 : published;
    }

    /** Why the weights are not stored as published, although nobody asked for it; empty where they are. */
    Optional<String> assumedPrecision() {
        return onHardware()
                        && engine == EngineFace.OLLAMA
                        && precision.isEmpty()
                        && hardware().precision() == Precision.INT4
                ? Optional.of(
                        "Weights are taken as int4, as most of Ollama's tags have them; --precision says otherwise.")
                : Optional.empty();
    }

    /**
     * The protocol by which the server is best asked: Ollama's OpenAI routes take the fields that force an answer's length
     * and don't keep to them, its own routes have none.
     */
    String protocol() {
        return engine == EngineFace.OLLAMA ? "ollama-chat" : Target.OPENAI_CHAT;
    }

    /** The settings of the server. */
    Settings settings() {
        Settings settings = onHardware() ? onGpus() : withFixedTimes();
        settings = UsageException.changed("--max-sequences", settings, maxSequences, Settings::maxSequences);
        settings = UsageException.changed("--max-batched-tokens", settings, maxTokens, Settings::maxTokensPerStep);
        return UsageException.changed("--max-model-length", settings, maxModelLength, Settings::maxModelLength);
    }

    private Settings onGpus() {
        return Settings.of(hardware(), engine).alsoNamed(model.orElseThrow());
    }

    private Settings withFixedTimes() {
        if (gpus.isPresent() || precision.isPresent() || share.isPresent()) {
            throw new UsageException(
                    (gpus.isPresent() ? "--gpus" : precision.isPresent() ? "--precision" : "--kv-share")
                            + " belongs to --gpu; name the GPU, such as --gpu 'H100 SXM'");
        }
        return UsageException.changed("--model", Settings.defaults().face(engine), model, Settings::model);
    }
}
