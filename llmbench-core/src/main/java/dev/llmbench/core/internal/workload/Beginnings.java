package dev.llmbench.core.internal.workload;

/**
 * Gives every prompt a beginning of its own: the prompt's index, put through a permutation of the 32-bit numbers and
 * written in digits, each digit a symbol. Two indexes never have the same beginning, by construction and not by luck.
 */
final class Beginnings {
    private final int base;
    private final int digits;
    private final int key;

    /**
     * Creates the beginnings of one workload.
     *
     * @param symbols how many symbols there are
     * @param seed from which the permutation is chosen
     */
    Beginnings(int symbols, long seed) {
        if (symbols < 2) {
            throw new IllegalArgumentException("symbols must be at least 2, but was " + symbols);
        }
        base = symbols;
        digits = (int) Math.ceil(32 / (Math.log(symbols) / Math.log(2)) - 1e-9);
        long mixed = Mixing.mix(seed, -2);
        key = (int) (mixed ^ (mixed >>> 32));
    }

    /** Puts the beginning into the first symbols from {@code from} on, as many of its digits as there is room for. */
    void put(long index, int[] symbols, int from) {
        // a short prompt has room for the first digits only, so those must be the ones that change the most
        long number = Integer.toUnsignedLong(permuted((int) index + key));
        for (int i = from; i < Math.min(symbols.length, from + digits); i++) {
            symbols[i] = (int) (number % base);
            number /= base;
        }
    }

    /** The finishing step of MurmurHash3: every step can be undone, so different numbers stay different. */
    private static int permuted(int number) {
        int mixed = number;
        mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
