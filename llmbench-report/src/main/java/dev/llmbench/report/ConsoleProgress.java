package dev.llmbench.report;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Progress;
import dev.llmbench.api.RunObserver;
import dev.llmbench.report.internal.ProgressLine;
import dev.llmbench.report.internal.Terminals;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Shows a run while it goes on.
 *
 * <pre>{@code
 * LlmBench.against(target).workload(synthetic()).load(concurrency(1, 8, 64)).onProgress(ConsoleProgress.console()).run();
 * }</pre>
 *
 * <p>On a terminal one line changes in place. Elsewhere (a file, a pipe, CI) plain lines are printed at every change of
 * level or phase, and else every 5 s, without a control character. Either way a finished level leaves a line with its
 * main figures. Token counts are marked {@code ~} while they rest on estimates.
 *
 * <p>For one run; called from one thread at a time, as {@link RunObserver} promises.
 */
public final class ConsoleProgress implements RunObserver {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final PrintStream out;
    private final boolean interactive;
    private final Style style;
    private final int width;

    private Optional<Progress> printed = Optional.empty();
    private int onScreen;

    /**
     * Creates a display.
     *
     * @param out where to print
     * @param interactive whether {@code out} is a terminal, on which a line can change in place
     * @param style whether figures that need attention are coloured; without a terminal nothing is
     * @param width how many characters a line of the terminal has
     */
    public ConsoleProgress(PrintStream out, boolean interactive, Style style, int width) {
        if (width < TextReport.LEAST_WIDTH) {
            throw new IllegalArgumentException("progress needs a width of at least " + TextReport.LEAST_WIDTH
                    + " characters, but was given " + width);
        }
        this.out = out;
        this.interactive = interactive;
        this.style = interactive ? style : Style.PLAIN;
        this.width = width;
    }

    /**
     * Returns a display on the standard error stream: a changing line where the process has a console, 80 characters wide,
     * plain lines elsewhere and where {@code TERM} is unset or {@code dumb}.
     *
     * <p>Java tells about the console only, not about the error stream: with errors sent to a file from a terminal, create
     * a {@code ConsoleProgress} that is not interactive.
     *
     * @return the display
     */
    public static ConsoleProgress console() {
        boolean terminal = Terminals.present(System.getenv("TERM"));
        return new ConsoleProgress(System.err, terminal, Style.wanted(terminal, System::getenv), 80);
    }

    @Override
    public void onProgress(Progress progress) {
        if (interactive) {
            show(progress);
        } else if (worthALine(progress)) {
            out.println(ProgressLine.full(progress));
            out.flush();
            printed = Optional.of(progress);
        }
    }

    @Override
    public void onLevel(LevelResult level) {
        erase();
        out.println(ProgressLine.finished(level, style == Style.ANSI));
        out.flush();
    }

    private void show(Progress progress) {
        if (progress.phase() == Progress.Phase.DONE) {
            erase();
            out.flush();
            return;
        }
        // The last column stays free: some terminals wrap as soon as it is written.
        String line = ProgressLine.fitting(progress, width - 1);
        int length = line.codePointCount(0, line.length());
        out.print('\r' + ProgressLine.coloured(line, style == Style.ANSI) + " ".repeat(Math.max(0, onScreen - length)));
        out.flush();
        onScreen = length;
    }

    private void erase() {
        if (onScreen > 0) {
            out.print('\r' + " ".repeat(onScreen) + '\r');
            onScreen = 0;
        }
    }

    private boolean worthALine(Progress progress) {
        return printed.map(last -> last.phase() != progress.phase()
                        || last.level().number() != progress.level().number()
                        || progress.time()
                                        .elapsed()
                                        .minus(last.time().elapsed())
                                        .compareTo(BETWEEN_LINES)
                                >= 0)
                .orElse(true);
    }
}
