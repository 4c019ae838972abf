package dev.llmbench.core.internal.file;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the word that somebody probably meant. */
final class Nearest {
    private Nearest() {}

    /** {@code "; did you mean 'x'?"}, or nothing where no word is near. */
    static String hint(String word, List<String> known) {
        String wanted = plain(word);
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(wanted, plain(candidate))))
                .filter(best ->
                        distance(wanted, plain(best)) <= Math.max(1, Math.min(wanted.length(), best.length()) / 2))
                .map(best -> "; did you mean '" + best + "'?")
                .orElse("");
    }

    private static String plain(String word) {
        String start = word.substring(0, Math.min(word.length(), 60));
        return start.toLowerCase(Locale.ROOT).replaceAll("[_ .-]", "");
    }

    /** The number of letters to insert, delete, change or swap with their neighbour. */
    static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : cheapest(a, b, steps, i, j);
            }
        }
        return steps[a.length()][b.length()];
    }

    private static int cheapest(String a, String b, int[][] steps, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(Math.min(steps[i - 1][j], steps[i][j - 1]) + 1, steps[i - 1][j - 1] + change);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, steps[i - 2][j - 2] + 1) : best;
    }
}
