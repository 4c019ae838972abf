package dev.llmbench.catalog;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One large language model.
 *
 * @param name its name in this catalog, such as {@code Llama-3.1-8B-Instruct}
 * @param ids where it is found
 * @param family such as {@code llama}
 * @param parameters how many
 * @param shape the form of its layers
 * @param maxContext tokens of prompt and answer together at most
 * @param terms in what form and under which terms its weights are published
 */
public record LlmModel(
        String name, Ids ids, String family, Parameters parameters, Shape shape, int maxContext, Terms terms) {
    /** How attention heads share keys and values. */
    public enum Attention {
        /** Each head has its own. */
        MHA,
        /** Groups of heads share them. */
        GQA,
        /** All heads share them. */
        MQA,
        /** They are kept as one compressed vector. */
        MLA
    }

    /**
     * Where a model is found.
     *
     * @param huggingFace its repository, such as {@code meta-llama/Llama-3.1-8B-Instruct}
     * @param ollama its tag in Ollama's library; empty where none names the same weights
     */
    public record Ids(String huggingFace, Optional<String> ollama) {}

    /**
     * How many parameters a model has.
     *
     * @param total all of them
     * @param active those that take part in a token; fewer than all in a mixture of experts
     */
    public record Parameters(double total, double active) {
        /**
         * Returns whether only some of the parameters take part in a token.
         *
         * @return true for a mixture of experts
         */
        public boolean mixtureOfExperts() {
            return active < total;
        }
    }

    /**
     * The form of a model's layers.
     *
     * @param layers how many
     * @param hiddenSize width of a token's vector
     * @param attentionHeads heads that ask
     * @param keyValueHeads heads whose keys and values are kept
     * @param headDimension width of a head; empty for MLA, whose heads work on the latent vector
     * @param attention how heads share keys and values
     * @param latentDimension elements kept per token and layer, of MLA only
     */
    public record Shape(
            int layers,
            int hiddenSize,
            int attentionHeads,
            int keyValueHeads,
            OptionalInt headDimension,
            Attention attention,
            OptionalInt latentDimension) {
        /** Refuses a form of which neither heads nor latent vector are known. */
        public Shape {
            if (headDimension.isEmpty() && latentDimension.isEmpty()) {
                throw new IllegalArgumentException("a model needs a head dimension or a latent dimension");
            }
        }
    }

    /**
     * In what form and under which terms weights are published.
     *
     * @param dtype such as {@code bfloat16}
     * @param licence its identifier
     * @param gated whether an agreement must be accepted first; empty where it is not known
     */
    public record Terms(String dtype, String licence, Optional<Boolean> gated) {}

    /**
     * Returns how the published weights are stored.
     *
     * @return the precision of {@link Terms#dtype()}
     */
    public Precision precision() {
        return Precision.of(terms.dtype());
    }

    /**
     * Returns the size of all weights.
     *
     * @param precision how they are stored
     * @return bytes
     */
    public double weightBytes(Precision precision) {
        return parameters.total() * precision.bytes();
    }

    /**
     * Returns how many bytes of keys and values a token leaves in the cache: 2 x layers x heads x head dimension x bytes of
     * an element, or layers x latent dimension x bytes for MLA. Layers with a sliding window are counted like the others,
     * so that long contexts of such models come out too large.
     *
     * @param bytesPerElement 2 unless the cache is quantised
     * @return bytes
     */
    public double keyValueBytesPerToken(double bytesPerElement) {
        return shape.latentDimension().isPresent()
                ? (double) shape.layers() * shape.latentDimension().getAsInt() * bytesPerElement
                : 2.0
                        * shape.layers()
                        * shape.keyValueHeads()
                        * shape.headDimension().orElseThrow()
                        * bytesPerElement;
    }
}
