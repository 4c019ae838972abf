package dev.llmbench.api;

/**
 * Follows a run. Called from one thread of the run, never from the threads that measure; what it throws is logged and
 * otherwise ignored.
 */
public interface RunObserver {
    /**
     * Called about once a second, and at every change of phase.
     *
     * @param progress where the run stands
     */
    default void onProgress(Progress progress) {}

    /**
     * Called when a level is over.
     *
     * @param level its result
     */
    default void onLevel(LevelResult level) {}
}
