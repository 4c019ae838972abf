package dev.llmbench.accuracy;

import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Verdict;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How far the figures of one level were off.
 *
 * @param level what was measured
 * @param figures the error of each figure that measurement and truth both have
 * @param counts requests, tokens and events, counted on both sides
 * @param events how long token-bearing events were on their way to the client
 * @param requests how long requests were on their way to the server
 */
public record LevelAccuracy(
        LevelResult level,
        List<FigureError> figures,
        List<CountError> counts,
        ObservationDelay events,
        ObservationDelay requests) {
    /** Copies the lists. */
    public LevelAccuracy {
        Objects.requireNonNull(level, "level");
        figures = List.copyOf(figures);
        counts = List.copyOf(counts);
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(requests, "requests");
    }

    /**
     * Returns the error of one figure.
     *
     * @param figure which
     * @param statistic which value of its distribution
     * @return the error, or empty where either side has no such figure
     */
    public Optional<FigureError> error(Figure figure, Statistic statistic) {
        return figures.stream()
                .filter(error -> error.figure() == figure && error.statistic() == statistic)
                .findFirst();
    }

    /**
     * Returns the figures that are further off than promised: 0.5 ms or 0.5 % of the truth, whichever is larger.
     *
     * @return in the order of {@link #figures()}; empty where every promise is kept
     */
    public List<FigureError> missed() {
        return figures.stream()
                .filter(error -> error.promised() && !error.within())
                .toList();
    }

    /**
     * Returns the counts that differ by more than promised.
     *
     * @return empty where every promise is kept
     */
    public List<CountError> miscounted() {
        return counts.stream().filter(error -> !error.within()).toList();
    }

    /**
     * Returns whether every figure and count is as close to the truth as promised.
     *
     * @return whether nothing is {@link #missed()} or {@link #miscounted()}
     */
    public boolean kept() {
        return missed().isEmpty() && miscounted().isEmpty();
    }

    /**
     * Returns what the load generator said of its own measurement.
     *
     * @return the level's verdict
     */
    public Verdict verdict() {
        return level.validity();
    }
}
