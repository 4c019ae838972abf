package dev.llmbench.core.internal.workload;

/** Makes seeds that have nothing to do with each other. */
final class Mixing {
    private Mixing() {}

    /** Returns a seed for the item of a series. */
    static long mix(long seed, long index) {
        return mix64(mix64(seed + 0x9e3779b97f4a7c15L) + index * 0xd1342543de82ef95L);
    }

    private static long mix64(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
