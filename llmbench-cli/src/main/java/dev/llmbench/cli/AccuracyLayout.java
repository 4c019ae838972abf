package dev.llmbench.cli;

import dev.llmbench.accuracy.AccuracyCheck;
import dev.llmbench.accuracy.CountError;
import dev.llmbench.accuracy.Figure;
import dev.llmbench.accuracy.FigureError;
import dev.llmbench.accuracy.LevelAccuracy;
import dev.llmbench.accuracy.ObservationDelay;
import dev.llmbench.accuracy.Statistic;
import dev.llmbench.api.Validity;
import dev.llmbench.api.Verdict;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far figures were off on this machine, for a terminal. */
final class AccuracyLayout {
    private static final int NAME = 20;

    private final StringBuilder text = new StringBuilder();

    private AccuracyLayout() {}

    /**
     * Sets a table and what it means.
     *
     * @param level what was found
     * @param processors how many processors client and server shared
     */
    static String of(LevelAccuracy level, int processors) {
        AccuracyLayout layout = new AccuracyLayout();
        layout.head(level);
        layout.line("%-" + NAME + "s %-4s %12s %12s %12s %10s", "", "", "measured", "truth", "error", "");
        Figure before = null;
        for (FigureError error : level.figures()) {
            layout.figure(error, error.figure() != before);
            before = error.figure();
        }
        level.counts().forEach(layout::count);
        layout.line("");
        layout.line("On their way (median, p99): " + way("requests", level.requests()) + ", "
                + way("events", level.events()) + ".");
        layout.line("* promised: within 0.5 ms or 0.5 %% of the truth, whichever is more");
        layout.line("");
        layout.line("%s", verdict(level, processors));
        return layout.text.toString();
    }

    private void head(LevelAccuracy level) {
        line(
                "Accuracy on this machine: %d streams of %d tokens/s for %d s against a scripted server here",
                AccuracyCheck.STREAMS,
                AccuracyCheck.TOKENS_PER_SECOND,
                level.level().window().length().toSeconds());
        line("");
    }

    private void figure(FigureError error, boolean first) {
        boolean single = error.figure().unit() != Figure.Unit.MILLISECONDS;
        String unit = error.figure().unit() == Figure.Unit.MILLISECONDS ? " ms" : "   ";
        line(
                "%-" + NAME + "s %-4s %12s %12s %12s %10s %s",
                first ? error.figure().label() : "",
                single && error.statistic() == Statistic.MEAN
                        ? ""
                        : error.statistic().label(),
                number("%,.3f", error.measured()) + unit,
                number("%,.3f", error.truth()) + unit,
                number("%+,.3f", error.error()) + unit,
                error.relative().map(share -> number("%+.2f %%", 100 * share)).orElse(""),
                mark(error.promised(), error.within()));
    }

    private void count(CountError error) {
        line(
                "%-" + NAME + "s %-4s %12s %12s %12s %10s %s",
                error.count().label(),
                "",
                number("%,d   ", error.measured()),
                number("%,d   ", error.truth()),
                number("%+,d   ", error.error()),
                "",
                mark(true, error.within()));
    }

    private static String mark(boolean promised, boolean within) {
        if (!promised) {
            return "";
        }
        return within ? "*" : "* MISSED";
    }

    private static String verdict(LevelAccuracy level, int processors) {
        String shared = processors == 1 ? " Server and client shared one processor, so each waited for the other." : "";
        if (level.verdict() == Verdict.INVALID) {
            return "This machine was too busy to tell: the measurement is INVALID (" + reasons(level) + ")." + shared
                    + " Try again when it is quiet.";
        }
        if (level.kept()) {
            return "Every promise is kept on this machine" + doubts(level) + ".";
        }
        return "Not as accurate as promised on this machine: " + missed(level) + doubts(level) + "." + shared;
    }

    private static String doubts(LevelAccuracy level) {
        return level.verdict() == Verdict.VALID ? "" : ", and the measurement is SUSPECT (" + reasons(level) + ")";
    }

    private static String missed(LevelAccuracy level) {
        String figures = level.missed().stream()
                .map(error -> error.figure().label() + " " + error.statistic().label() + " by "
                        + number("%+.3g", error.error()) + " "
                        + error.figure().unit().label())
                .collect(Collectors.joining(", "));
        String counts = level.miscounted().stream()
                .map(error -> error.count().label() + " by " + error.error())
                .collect(Collectors.joining(", "));
        return figures.isEmpty() || counts.isEmpty() ? figures + counts : figures + ", " + counts;
    }

    private static String reasons(LevelAccuracy level) {
        return level.level().verdict().validity().reasons().stream()
                .map(AccuracyLayout::words)
                .collect(Collectors.joining(", "));
    }

    private static String words(Validity.Finding finding) {
        return finding.check().label()
                + finding.value()
                        .map(value -> " " + number("%.3g", value) + " "
                                + finding.check().unit())
                        .orElse("");
    }

    private static String way(String what, ObservationDelay delay) {
        return what + " " + time(delay.p50()) + ", " + time(delay.p99());
    }

    private static String time(Duration time) {
        return number("%.3f ms", time.toNanos() / 1e6);
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    @SuppressWarnings("AnnotateFormatMethod") // every format is a constant above; widths are put together
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
