package dev.llmbench.core.internal.workload;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Symbols whose own numbers of tokens are not all known, but those of whole groups are.
 *
 * <p>Tokenizers cut text at blanks, so a group of words has the same number of tokens in any order. A prompt is made of
 * whole groups, large ones first, smaller ones for what remains, and is shuffled at last: its length misses the wanted
 * one by less than the smallest group.
 */
final class UnitMixture implements Mixture {
    /** A group of symbols and what they have together. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Unit(int[] symbols, int tokens) {}

    private final List<Unit> units;
    private final int symbols;

    UnitMixture(List<Unit> units, int symbols) {
        if (units.isEmpty() || units.stream().anyMatch(unit -> unit.tokens() < 1 || unit.symbols().length == 0)) {
            throw new IllegalArgumentException("units must be there and have tokens");
        }
        this.units =
                units.stream().sorted(Comparator.comparingInt(Unit::tokens)).toList();
        this.symbols = symbols;
    }

    @Override
    public int[] draw(int tokens, SplittableRandom random) {
        int[] drawn = new int[Math.max(16, tokens)];
        int count = 0;
        int left = tokens;
        while (left > 0) {
            Unit unit = next(left, random);
            if (unit.tokens() > 2 * left) {
                break;
            }
            if (count + unit.symbols().length > drawn.length) {
                drawn = Arrays.copyOf(drawn, 2 * (count + unit.symbols().length));
            }
            System.arraycopy(unit.symbols(), 0, drawn, count, unit.symbols().length);
            count += unit.symbols().length;
            left -= unit.tokens();
        }
        int[] shuffled = Arrays.copyOf(drawn, count);
        shuffle(shuffled, random);
        return shuffled;
    }

    @Override
    public boolean exchangeable() {
        return false;
    }

    @Override
    public int symbols() {
        return symbols;
    }

    /** One of the large units that fit, or the smallest of all when none does. */
    private Unit next(int left, SplittableRandom random) {
        int fitting = 0;
        while (fitting < units.size() && units.get(fitting).tokens() <= left) {
            fitting++;
        }
        if (fitting == 0) {
            return units.get(0);
        }
        int large = fitting - 1;
        while (large > 0
                && 2 * units.get(large - 1).tokens() > units.get(fitting - 1).tokens()) {
            large--;
        }
        return units.get(large + random.nextInt(fitting - large));
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
