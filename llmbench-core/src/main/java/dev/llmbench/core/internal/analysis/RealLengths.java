package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import java.util.Locale;
import java.util.Optional;

/** Holds the answers that came against the length that was asked for. */
final class RealLengths {
    /** What is further off, as a fraction, is another length. */
    private static final double TOLERANCE = 0.1;

    private RealLengths() {}

    /** Whether answers had on average the length that was asked for; false where their length is not known. */
    static boolean asWanted(LevelResult level, Workload workload) {
        TokenRange wanted = level.point().outputTokens(workload);
        return level.tokens()
                .lengths()
                .outputMean()
                .filter(mean -> mean >= wanted.min() * (1 - TOLERANCE) && mean <= wanted.max() * (1 + TOLERANCE))
                .isPresent();
    }

    /** What was asked for and what came. */
    static String words(LevelResult level, Workload workload) {
        Optional<Double> mean = level.tokens().lengths().outputMean();
        return level.point().outputTokens(workload) + " tokens asked for, "
                + mean.map(tokens -> String.format(Locale.ROOT, "%.0f on average came", tokens))
                        .orElse("what came is not known");
    }
}
