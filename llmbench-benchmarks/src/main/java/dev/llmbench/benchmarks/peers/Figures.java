package dev.llmbench.benchmarks.peers;

import java.util.Collections;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The numbers of one run: times in milliseconds, rates per second, counts.
 *
 * @param values by row; what was not reported has none
 */
record Figures(SortedMap<Row, Double> values) {
    /** Copies. */
    Figures {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** Returns a number, if there is one. */
    OptionalDouble get(Row row) {
        Double value = values.get(row);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** Collects numbers. */
    static final class Builder {
        private final SortedMap<Row, Double> values = new TreeMap<>();

        Builder put(Figure figure, Statistic statistic, double value) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(Row.of(figure, statistic).key() + " was reported as " + value);
            }
            values.put(Row.of(figure, statistic), value);
            return this;
        }

        Builder total(Figure figure, double value) {
            return put(figure, Statistic.TOTAL, value);
        }

        Figures build() {
            return new Figures(values);
        }
    }
}
