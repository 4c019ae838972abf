package dev.llmbench.core.internal.workload;

/** Makes the questions of a run, one after the other. Used by one thread at a time. */
public interface QuestionSource extends AutoCloseable {
    /**
     * Returns the next question; there is always one.
     *
     * @return the question
     */
    Question next();

    @Override
    void close();
}
