package dev.llmbench.simulator.cost;

import dev.llmbench.catalog.GpuModel;
import dev.llmbench.catalog.LlmModel;
import dev.llmbench.catalog.Precision;
import dev.llmbench.catalog.Roofline;
import java.util.Locale;

/**
 * A model on GPUs.
 *
 * <pre>{@code
 * new Hardware(Gpus.get("H100 SXM"), 1, Models.get("Llama-3.1-8B-Instruct"), Precision.BF16, 0.9)
 * }</pre>
 *
 * @param gpu the kind of GPU
 * @param gpus how many work together, as one with their memory, bandwidth and arithmetic added up
 * @param model the model
 * @param precision how its weights are stored; keys and values have 16 bits
 * @param memoryShare the share of the memory that the engine takes, above 0 and at most 1; vLLM's default is 0.9
 */
public record Hardware(GpuModel gpu, int gpus, LlmModel model, Precision precision, double memoryShare) {
    /** Tokens of cache without which serving makes no sense. */
    private static final int LEAST_TOKENS = 2_048;

    /**
     * Checks that the model fits.
     *
     * @throws IllegalArgumentException if weights and a cache of 2,048 tokens don't fit (the message tells how many GPUs
     *     they need), or the GPU's bandwidth or arithmetic is not known
     */
    public Hardware {
        if (gpus < 1) {
            throw new IllegalArgumentException("the number of GPUs must be at least 1, but was " + gpus);
        }
        if (!(memoryShare > 0 && memoryShare <= 1)) {
            throw new IllegalArgumentException(
                    "the share of the memory must be above 0 and at most 1, but was " + memoryShare);
        }
        int needed = Roofline.gpusNeeded(gpu, model, precision, memoryShare, LEAST_TOKENS);
        if (gpus < needed) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s has %.1f GB of weights in %s, and %d x %s %s %.1f GB at a share of %s: it takes %d of them,"
                            + " or fewer bits a weight",
                    model.name(),
                    model.weightBytes(precision) / 1e9,
                    precision.name().toLowerCase(Locale.ROOT),
                    gpus,
                    gpu.name(),
                    gpus == 1 ? "has" : "have",
                    gpu.memory().bytes() * gpus * memoryShare / 1e9,
                    memoryShare,
                    needed));
        }
        Roofline.of(gpu, gpus, model, precision); // refuses a GPU of which too little is known
    }

    /**
     * Returns the limits of the model on the GPUs.
     *
     * @return how fast it can be at best
     */
    public Roofline limits() {
        return Roofline.of(gpu, gpus, model, precision);
    }

    /**
     * Returns how many tokens of keys and values fit beside the weights.
     *
     * @return tokens, at least 2,048
     */
    public long cacheTokens() {
        return limits().keyValueTokens(memoryShare);
    }

    /**
     * Returns it in words.
     *
     * @return such as {@code 1x H100 SXM, bf16}
     */
    public String words() {
        return gpus + "x " + gpu.name() + ", " + precision.name().toLowerCase(Locale.ROOT);
    }
}
