package dev.llmbench.examples;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Progress;
import dev.llmbench.api.RunObserver;

/** Follows a run: told about once a second, and at the end of every level. */
final class PrintingObserver implements RunObserver {
    @Override
    public void onProgress(Progress progress) {
        System.out.println(progress.phase() + " " + Math.round(progress.time().fraction() * 100) + " %, "
                + Math.round(progress.tokens().perSecond()) + " tokens/s");
    }

    @Override
    public void onLevel(LevelResult level) {
        System.out.println(level.load().label() + ": " + level.validity());
    }
}
