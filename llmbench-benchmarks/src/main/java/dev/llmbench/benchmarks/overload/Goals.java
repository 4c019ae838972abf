package dev.llmbench.benchmarks.overload;

import java.util.List;

/**
 * Whether verdicts tell right figures from wrong ones.
 *
 * @param judged runs whose requests did not wait for the server
 * @param far of these, runs in which a figure was off by more than 2 %
 * @param unflagged of the far ones, those that were called VALID; the goal is none
 * @param close of the judged, runs in which every figure was within 1 %
 * @param falseAlarms of the close ones, those that were not called VALID; the goal is at most one in twenty
 * @param serverLate runs that are not judged because requests waited for the server
 */
record Goals(int judged, int far, int unflagged, int close, int falseAlarms, int serverLate) {
    private static final double MOST_FALSE_ALARMS = 1.0 / 20;

    static Goals of(List<StepRun> runs) {
        List<StepRun> judged = runs.stream().filter(run -> !run.serverLate()).toList();
        List<StepRun> far = judged.stream().filter(StepRun::far).toList();
        List<StepRun> close = judged.stream().filter(StepRun::close).toList();
        return new Goals(
                judged.size(),
                far.size(),
                (int) far.stream().filter(run -> !run.flagged()).count(),
                close.size(),
                (int) close.stream().filter(StepRun::flagged).count(),
                runs.size() - judged.size());
    }

    /** Whether no wrong figure was called valid. */
    boolean nothingMissed() {
        return unflagged == 0;
    }

    /** Whether few enough right figures were doubted. */
    boolean fewFalseAlarms() {
        return falseAlarms <= MOST_FALSE_ALARMS * close;
    }

    boolean kept() {
        return nothingMissed() && fewFalseAlarms();
    }

    /** Tells it in sentences. */
    String words() {
        String first = (kept() ? "**The goal is kept.** " : "**The goal is missed.** ");
        return first + "In " + far + " of " + judged + " runs a figure was off by more than 2 %; "
                + (unflagged == 0 ? "none of them" : "**" + unflagged + " of them**") + " was called VALID. In " + close
                + " runs every figure was within 1 %; " + (fewFalseAlarms() ? "" : "**") + falseAlarms + " of them"
                + (fewFalseAlarms() ? "" : "**") + " were not called VALID (at most one in twenty is the goal)."
                + (serverLate == 0
                        ? ""
                        : " " + serverLate + " runs are not judged, since their requests waited for the server.");
    }
}
