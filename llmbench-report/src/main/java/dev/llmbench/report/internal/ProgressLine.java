package dev.llmbench.report.internal;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a run is doing, in one line. */
public final class ProgressLine {
    private static final String GAP = "  ";

    private ProgressLine() {}

    /**
     * Returns everything there is to tell.
     *
     * @param progress where the run stands
     * @return one line without control characters
     */
    public static String full(Progress progress) {
        return String.join(GAP, parts(progress));
    }

    /**
     * Returns as much as fits, the most important first.
     *
     * @param progress where the run stands
     * @param width how many characters there are
     * @return one line without control characters
     */
    public static String fitting(Progress progress, int width) {
        StringBuilder line = new StringBuilder();
        for (String part : parts(progress)) {
            String more = line.length() == 0 ? part : GAP + part;
            if (Column.length(line.toString()) + Column.length(more) > width) {
                break;
            }
            line.append(more);
        }
        return line.toString();
    }

    /**
     * Returns a line with its failures coloured.
     *
     * @param line a line
     * @param colour whether to colour it
     * @return the line
     */
    public static String coloured(String line, boolean colour) {
        int failed = line.indexOf(" failed");
        int start = failed < 0 ? -1 : line.lastIndexOf(' ', failed - 1) + 1;
        if (start < 0 || line.startsWith("0 ", start)) {
            return line;
        }
        int end = failed + " failed".length();
        return line.substring(0, start) + Tone.BAD.paint(line.substring(start, end), colour) + line.substring(end);
    }

    /**
     * Returns the main figures of a level that is over.
     *
     * @param level its result
     * @param colour whether to colour the verdict
     * @return one line
     */
    public static String finished(LevelResult level, boolean colour) {
        Distribution firstToken = LevelView.firstToken(level);
        String tokens = (LevelView.estimated(level) ? "~" : "")
                + Figures.number(level.throughput().outputTokens().perSecond()) + " output tok/s"
                + level.throughput()
                        .outputTokens()
                        .interval()
                        .map(interval -> " ±" + Figures.halfWidth(LevelTable.half(interval)))
                        .orElse("");
        return level.point().label() + ": " + tokens + ", TTFT p50 " + Words.quantile(firstToken.percentileOfAll(50))
                + " p99 " + Words.quantile(firstToken.percentileOfAll(99)) + ", ITL p50 "
                + Words.quantile(LevelView.interToken(level, 50)) + ", "
                + Words.plural(level.counts().measured().offered(), "request", "requests") + ", success "
                + Figures.percent(level.successRate()) + " %, served " + Figures.percent(level.servedShare()) + " %, "
                + Words.tone(level.validity()).paint(level.validity().name(), colour);
    }

    private static List<String> parts(Progress progress) {
        Progress.Tokens tokens = progress.tokens();
        Progress.Requests requests = progress.requests();
        String about = tokens.estimated() ? "~" : "";
        List<String> parts = new ArrayList<>();
        parts.add(phase(progress.phase()) + " " + progress.level().number() + "/"
                + progress.level().of() + " " + progress.level().load().label());
        parts.add(Figures.percent(clamped(progress.time().fraction())) + " %");
        parts.add(about + Figures.number(tokens.perSecond()) + " tok/s");
        if (requests.failed() > 0) {
            parts.add(Figures.count(requests.failed()) + " failed");
        }
        if (requests.dropped() > 0) {
            parts.add(Figures.count(requests.dropped()) + " dropped");
        }
        parts.add(Figures.clock(progress.time().elapsed()));
        progress.time().remaining().ifPresent(left -> parts.add("ETA " + Figures.clock(left)));
        parts.add(Figures.count(requests.inFlight()) + " in flight");
        parts.add(tokens.target()
                .map(target -> about + Figures.count(tokens.ofLevel()) + " of " + Figures.count(target) + " tokens")
                .orElse(about + Figures.magnitude((double) tokens.output()) + " tokens"));
        parts.add(Figures.count(requests.completed()) + " done");
        if (requests.failed() == 0) {
            parts.add("0 failed");
        }
        parts.add("peak " + about + Figures.number(tokens.peakPerSecond()));
        return parts;
    }

    private static double clamped(double fraction) {
        return Math.max(0, Math.min(1, fraction));
    }

    private static String phase(Progress.Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
