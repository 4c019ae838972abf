package dev.llmbench.api;

import java.util.Optional;

/**
 * One thing that a plan measures: a load, at lengths of prompts and answers, for the first or a further time.
 *
 * @param load the load
 * @param shape the lengths, where the plan has several
 * @param repeat which time this is, from 1
 */
public record Point(LoadLevel load, Optional<Shape> shape, int repeat) {
    /** Refuses a repeat below 1. */
    public Point {
        if (repeat < 1) {
            throw new IllegalArgumentException("repeats count from 1, but this is " + repeat);
        }
    }

    /**
     * Returns a load without more.
     *
     * @param load the load
     * @return its point
     */
    public static Point of(LoadLevel load) {
        return new Point(load, Optional.empty(), 1);
    }

    /**
     * Returns the point in a few words.
     *
     * @return such as {@code 8 users, 128 in, 2048 out, repeat 2}
     */
    public String label() {
        return load.label()
                + shape.map(lengths -> ", " + lengths.label()).orElse("")
                + (repeat > 1 ? ", repeat " + repeat : "");
    }

    /**
     * Returns the length of prompts that was asked for here.
     *
     * @param workload the plan's workload
     * @return this point's own lengths, else the workload's; empty for a file of prompts, of which no length is wanted
     */
    public Optional<TokenRange> inputTokens(Workload workload) {
        return shape.map(Shape::inputTokens)
                .or(() -> workload instanceof Workload.Synthetic synthetic
                        ? Optional.of(synthetic.inputTokens())
                        : Optional.empty());
    }

    /**
     * Returns the length of answers that was asked for here.
     *
     * @param workload the plan's workload
     * @return this point's own lengths, else the workload's
     */
    public TokenRange outputTokens(Workload workload) {
        return shape.map(Shape::outputTokens).orElseGet(workload::outputTokens);
    }
}
