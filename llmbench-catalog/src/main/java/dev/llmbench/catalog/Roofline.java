package dev.llmbench.catalog;

/**
 * How fast a model can run on GPUs at best: no step is faster than its bytes take through memory, or its arithmetic through
 * the matrix units (Williams, Waterman and Patterson 2009). Real engines that make a token a step stay below it; speculative
 * decoding makes several and can be faster.
 *
 * <p>Several GPUs count as one with their memory, bandwidth and arithmetic added up, which leaves out what they have to tell
 * each other.
 */
public final class Roofline {
    private final LlmModel model;
    private final Precision precision;
    private final double bytesPerSecond;
    private final double flopsPerSecond;
    private final double memoryBytes;

    private Roofline(
            LlmModel model, Precision precision, double bytesPerSecond, double flopsPerSecond, double memoryBytes) {
        this.model = model;
        this.precision = precision;
        this.bytesPerSecond = bytesPerSecond;
        this.flopsPerSecond = flopsPerSecond;
        this.memoryBytes = memoryBytes;
    }

    /**
     * Returns the limits of a model on GPUs.
     *
     * @param gpu the kind of GPU
     * @param gpus how many, at least 1
     * @param model the model
     * @param precision how its weights are stored
     * @return the limits
     * @throws IllegalArgumentException if the GPU's bandwidth or arithmetic is not known, as that with {@link Precision#INT8} is
     *     of none
     */
    public static Roofline of(GpuModel gpu, int gpus, LlmModel model, Precision precision) {
        if (gpus < 1) {
            throw new IllegalArgumentException("the number of GPUs must be at least 1, but was " + gpus);
        }
        if (gpu.memory().bytesPerSecond().isEmpty()
                || gpu.compute().fp16FlopsPerSecond().isEmpty()) {
            throw new IllegalArgumentException(
                    "the bandwidth or the arithmetic of '" + gpu.name() + "' is not known, so no limit can be told");
        }
        if (precision == Precision.INT8) {
            throw new IllegalArgumentException(
                    "how fast '" + gpu.name() + "' computes with whole numbers of 8 bits is not"
                            + " known, so no limit can be told; choose fp8, or bf16 for the limit of weights that are unpacked first");
        }
        double flops = precision == Precision.FP8
                ? gpu.compute()
                        .fp8FlopsPerSecond()
                        .orElse(gpu.compute().fp16FlopsPerSecond().getAsDouble())
                : gpu.compute().fp16FlopsPerSecond().getAsDouble();
        return new Roofline(
                model,
                precision,
                gpu.memory().bytesPerSecond().getAsDouble() * gpus,
                flops * gpus,
                gpu.memory().bytes() * gpus);
    }

    /**
     * Returns the time of a step that decodes one token for each of some sequences.
     *
     * @param sequences how many
     * @param contextTokens tokens of all of them together that lie in the cache
     * @return seconds, 0 without a sequence
     */
    public double decodeSeconds(int sequences, double contextTokens) {
        return stepSeconds(sequences, contextTokens, 0, 0);
    }

    /**
     * Returns the time of a step that reads prompt tokens.
     *
     * @param tokens how many are read in this step
     * @param contextTokens how many earlier tokens each of them looks at, on average
     * @return seconds, 0 without a token
     */
    public double prefillSeconds(double tokens, double contextTokens) {
        return stepSeconds(0, 0, tokens, tokens * contextTokens);
    }

    /**
     * Returns the time of a step that decodes for some sequences and reads prompts of others, as engines with chunked
     * prefill do: the weights go through memory once for both. What the prompts read of the cache is left out.
     *
     * @param sequences how many have one token decoded
     * @param contextTokens tokens of all of them together that lie in the cache
     * @param promptTokens how many prompt tokens are read in this step
     * @param promptPairs how many tokens these look at, added up over them
     * @return seconds, 0 where there is nothing to do
     */
    public double stepSeconds(int sequences, double contextTokens, double promptTokens, double promptPairs) {
        double tokens = sequences + promptTokens;
        if (tokens <= 0) {
            return 0;
        }
        double bytes = weightBytesRead(tokens) + contextTokens * model.keyValueBytesPerToken(2);
        double flops = flopsOf(tokens, contextTokens + promptPairs);
        return Math.max(bytes / bytesPerSecond, flops / flopsPerSecond);
    }

    /**
     * Returns how many tokens of keys and values fit beside the weights.
     *
     * @param usedShare the share of the memory that the engine takes, such as 0.9
     * @return tokens, 0 where even the weights don't fit
     */
    public long keyValueTokens(double usedShare) {
        double left = memoryBytes * usedShare - model.weightBytes(precision);
        return left <= 0 ? 0 : (long) (left / model.keyValueBytesPerToken(2));
    }

    /**
     * Returns how many GPUs hold the weights and some cache.
     *
     * @param gpu the kind of GPU
     * @param model the model
     * @param precision how its weights are stored
     * @param usedShare the share of the memory that the engine takes, such as 0.9
     * @param cacheTokens tokens whose keys and values must fit beside the weights
     * @return the smallest number, at least 1; the engine may want the next that divides the model's heads
     */
    public static int gpusNeeded(
            GpuModel gpu, LlmModel model, Precision precision, double usedShare, long cacheTokens) {
        double bytes = model.weightBytes(precision) + cacheTokens * model.keyValueBytesPerToken(2);
        return (int) Math.max(1, Math.ceil(bytes / (gpu.memory().bytes() * usedShare)));
    }

    /**
     * Weights that a step reads; an input embedding counts as read whole, though a token takes one row of it, as the field's
     * rule of thumb (bandwidth / weights) has it. Of a mixture of experts each token picks its own, so that the more tokens
     * there are, the more experts are read: with a share a of the parameters active in a token, 1 - (1 - a)^n of them in n tokens.
     */
    private double weightBytesRead(double tokens) {
        double all = model.weightBytes(precision);
        if (!model.parameters().mixtureOfExperts()) {
            return all;
        }
        double active = model.parameters().active() / model.parameters().total();
        return all * (1 - Math.pow(1 - active, tokens));
    }

    /** Two operations for each parameter and token, and four for each element of a head that looks at a cached token. */
    private double flopsOf(double tokens, double tokenPairs) {
        LlmModel.Shape shape = model.shape();
        int width =
                shape.latentDimension().orElseGet(() -> shape.headDimension().orElseThrow());
        double attention = 4.0 * shape.layers() * shape.attentionHeads() * width * tokenPairs;
        return 2 * model.parameters().active() * tokens + attention;
    }
}
