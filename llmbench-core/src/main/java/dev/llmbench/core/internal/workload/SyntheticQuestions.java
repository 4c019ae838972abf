package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import java.util.SplittableRandom;

/** Questions of random words; the n-th depends on nothing but the seed, n and what was learnt of the tokenizer. */
final class SyntheticQuestions implements QuestionSource {
    private final PromptMaker maker;
    private final int taken;
    private final long seed;
    private Shape shape;
    private long index;

    /**
     * Creates the source.
     *
     * @param workload what is wanted
     * @param maker makes the prompts
     * @param taken how many tokens of each wanted length are not the maker's to fill
     */
    SyntheticQuestions(Workload.Synthetic workload, PromptMaker maker, int taken) {
        this.shape = new Shape(workload.inputTokens(), workload.outputTokens());
        this.maker = maker;
        this.taken = taken;
        this.seed = workload.seed().orElseThrow();
    }

    @Override
    public Question next() {
        SplittableRandom random = new SplittableRandom(Mixing.mix(seed, index));
        int input = drawn(shape.inputTokens(), random);
        int output = drawn(shape.outputTokens(), random);
        Question question = new Question(maker.make(index, Math.max(0, input - taken), random), input, output);
        index++;
        return question;
    }

    /** The numbers of the questions go on: prompts of all lengths differ in their first tokens. */
    @Override
    public void turnTo(Shape lengths) {
        shape = lengths;
    }

    @Override
    public void close() {
        // holds nothing
    }

    static int drawn(TokenRange range, SplittableRandom random) {
        return random.nextInt(range.min(), range.max() + 1);
    }
}
