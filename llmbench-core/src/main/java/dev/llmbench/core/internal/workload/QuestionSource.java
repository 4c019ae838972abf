package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Shape;

/** Makes the questions of a run, one after the other. Used by one thread at a time. */
public interface QuestionSource extends AutoCloseable {
    /**
     * Returns the next question; there is always one.
     *
     * @return the question
     */
    Question next();

    /**
     * Turns to other lengths; questions already made keep theirs.
     *
     * @param shape the lengths from now on
     */
    default void turnTo(Shape shape) {
        throw new IllegalStateException("these questions have lengths of their own");
    }

    @Override
    void close();
}
