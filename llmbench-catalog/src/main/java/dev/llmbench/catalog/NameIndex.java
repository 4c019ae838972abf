package dev.llmbench.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds things by any of their names. Case, spaces, underscores and hyphens don't matter.
 *
 * @param <T> what is found
 */
final class NameIndex<T> {
    private static final int OFFERED = 3;

    private final String what;
    private final Map<String, T> byName = new LinkedHashMap<>();
    private final List<String> canonical = new ArrayList<>();

    NameIndex(String what) {
        this.what = what;
    }

    /** Adds a thing under its own name. */
    void add(String name, T thing) {
        canonical.add(name);
        alias(name, thing);
    }

    /**
     * Adds a further name of a thing.
     *
     * @throws IllegalStateException if it is another's name already
     */
    void alias(String name, T thing) {
        T other = byName.putIfAbsent(key(name), thing);
        if (other != null && !other.equals(thing)) {
            throw new IllegalStateException(
                    "'" + name + "' names two entries of the catalog: " + other + " and " + thing);
        }
    }

    /** Adds a further name of a thing unless another has it already: for names that may stand for several. */
    void looseAlias(String name, T thing) {
        byName.putIfAbsent(key(name), thing);
    }

    Optional<T> find(String name) {
        return Optional.ofNullable(byName.get(key(name)));
    }

    T get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no " + what + " '" + name + "' in the catalog; the nearest are " + nearest(name)));
    }

    private String nearest(String name) {
        String wanted = key(name);
        return canonical.stream()
                .sorted(Comparator.comparingInt(known -> distance(wanted, key(known))))
                .limit(OFFERED)
                .map(known -> "'" + known + "'")
                .collect(Collectors.joining(", "));
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
    }

    /** How many letters must be put in, taken out or changed to make one word of the other (Levenshtein 1966). */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
