package dev.llmbench.simulator.internal.model;

/** The blocks of the cache that a sequence holds: those alone, and the named ones of its prompt that others may hold too. */
final class Holding {
    private final long[] names;
    private final boolean[] shared;
    private int sharedBlocks;
    private long ownBlocks;

    /** Holds nothing; the names are those of the prompt's full blocks. */
    Holding(long[] names) {
        this.names = names.clone();
        this.shared = new boolean[names.length];
    }

    /** Returns how many blocks have a name. */
    int named() {
        return names.length;
    }

    long name(int block) {
        return names[block];
    }

    boolean shares(int block) {
        return shared[block];
    }

    void share(int block) {
        shared[block] = true;
        sharedBlocks++;
    }

    void unshare(int block) {
        shared[block] = false;
        sharedBlocks--;
    }

    /** Returns how many blocks it alone holds. */
    long own() {
        return ownBlocks;
    }

    void own(long blocks) {
        ownBlocks = blocks;
    }

    /** Returns how many blocks it holds, alone or not. */
    long all() {
        return ownBlocks + sharedBlocks;
    }
}
