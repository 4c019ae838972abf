package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.Workload.Prefix;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;

/** Makes one prompt of a wanted length out of symbols. */
final class PromptMaker {
    private final Mixture mixture;
    private final Function<int[], Prompt> writer;
    private final Prefix prefix;
    private final long seed;
    private final Beginnings beginnings;

    /**
     * Creates a maker.
     *
     * @param mixture from which symbols are drawn
     * @param writer puts symbols into a prompt
     * @param prefix whether prompts share their first half
     * @param seed the workload's seed
     */
    PromptMaker(Mixture mixture, Function<int[], Prompt> writer, Prefix prefix, long seed) {
        this.mixture = mixture;
        this.writer = writer;
        this.prefix = prefix;
        this.seed = seed;
        this.beginnings = new Beginnings(mixture.symbols(), seed);
    }

    /**
     * Makes a prompt.
     *
     * @param index which prompt of the workload
     * @param tokens its length
     * @param random the prompt's own chance
     * @return the prompt
     */
    Prompt make(long index, int tokens, SplittableRandom random) {
        int shared = prefix == Prefix.SHARED ? tokens / 2 : 0;
        // the same chance for every prompt: halves of one length are equal, and where symbols are exchangeable the
        // shorter
        // of two begins the longer one
        int[] common = mixture.draw(shared, new SplittableRandom(Mixing.mix(seed, -1)));
        int[] own = mixture.draw(tokens - shared, random);
        if (mixture.exchangeable()) {
            beginnings.put(index, own, 0);
        }
        int[] all = Arrays.copyOf(common, common.length + own.length);
        System.arraycopy(own, 0, all, common.length, own.length);
        return writer.apply(all);
    }
}
