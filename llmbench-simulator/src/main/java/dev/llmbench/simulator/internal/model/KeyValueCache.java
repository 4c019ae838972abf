package dev.llmbench.simulator.internal.model;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The room for keys and values, in blocks of 16 tokens.
 *
 * <p>A block is free, held by one sequence, or named: then sequences whose prompts begin alike hold it together, and it stays
 * known when the last of them leaves. Known blocks that nobody holds count as free; the one that was left longest ago is
 * forgotten first, and of one prompt the last.
 */
final class KeyValueCache {
    private final long capacity;
    private final boolean prefixes;
    private final Map<Long, Integer> holders = new HashMap<>();
    private final Set<Long> left = new LinkedHashSet<>();
    private long owned;
    private long askedTokens;
    private long foundTokens;

    KeyValueCache(long capacityTokens, boolean prefixes) {
        this.capacity = capacityTokens / PromptBlocks.TOKENS;
        this.prefixes = prefixes;
    }

    /** Returns whether a sequence of this length can ever be held. */
    boolean canHold(long tokens) {
        return PromptBlocks.holding(tokens) <= capacity;
    }

    /** Returns the share of blocks that sequences hold, 0 to 1. */
    double usedShare() {
        return capacity == 0 ? 0 : (double) inUse() / capacity;
    }

    /** Returns how many prompt tokens were looked up. */
    long askedTokens() {
        return askedTokens;
    }

    /** Returns how many prompt tokens were found. */
    long foundTokens() {
        return foundTokens;
    }

    /** Forgets every block that nobody holds. */
    void clear() {
        left.clear();
    }

    /**
     * Returns how many tokens at a sequence's beginning are known; never all, since the last must be computed for a token to
     * come out.
     */
    int known(Sequence sequence) {
        if (!prefixes) {
            return 0;
        }
        Holding holding = sequence.holding();
        int most = Math.min(holding.named(), (sequence.missing() - 1) / PromptBlocks.TOKENS);
        int found = 0;
        while (found < most && isKnown(holding.name(found))) {
            found++;
        }
        return found * PromptBlocks.TOKENS;
    }

    /** Lets a sequence hold what is known of it and room for more tokens; false where there is not enough. */
    boolean admit(Sequence sequence, int known, int tokens) {
        Holding holding = sequence.holding();
        int blocks = known / PromptBlocks.TOKENS;
        long revived = 0;
        for (int i = 0; i < blocks; i++) {
            revived += left.contains(holding.name(i)) ? 1 : 0;
        }
        long own = PromptBlocks.holding((long) known + tokens) - blocks;
        if (inUse() + revived + own > capacity) {
            return false;
        }
        for (int i = 0; i < blocks; i++) {
            left.remove(holding.name(i));
            holders.merge(holding.name(i), 1, Integer::sum);
            holding.share(i);
        }
        take(holding, own);
        if (prefixes && !sequence.enteredBefore()) {
            askedTokens += sequence.promptTokens();
            foundTokens += known;
        }
        return true;
    }

    /** Makes room for more tokens of a sequence; false where there is none. */
    boolean grow(Sequence sequence, int tokens) {
        Holding holding = sequence.holding();
        long more = PromptBlocks.holding((long) sequence.computed() + tokens) - holding.all();
        if (more <= 0) {
            return true;
        }
        if (inUse() + more > capacity) {
            return false;
        }
        take(holding, more);
        return true;
    }

    /** Makes known which blocks of its prompt a sequence has computed. */
    void publish(Sequence sequence) {
        if (!prefixes) {
            return;
        }
        Holding holding = sequence.holding();
        int full = Math.min(holding.named(), sequence.computed() / PromptBlocks.TOKENS);
        for (int i = full - 1; i >= 0 && !holding.shares(i); i--) {
            if (!isKnown(holding.name(i))) { // else another has computed the same meanwhile, and each keeps its own
                holders.put(holding.name(i), 1);
                holding.share(i);
                holding.own(holding.own() - 1);
                owned--;
            }
        }
    }

    /** Takes back all that a sequence holds. */
    void release(Sequence sequence) {
        Holding holding = sequence.holding();
        owned -= holding.own();
        holding.own(0);
        for (int i = holding.named() - 1; i >= 0; i--) {
            if (holding.shares(i)) {
                holding.unshare(i);
                leave(holding.name(i));
            }
        }
    }

    private void leave(long name) {
        if (holders.merge(name, -1, Integer::sum) == 0) {
            holders.remove(name);
            left.add(name);
        }
    }

    private boolean isKnown(long name) {
        return holders.containsKey(name) || left.contains(name);
    }

    private long inUse() {
        return owned + holders.size();
    }

    private void take(Holding holding, long blocks) {
        holding.own(holding.own() + blocks);
        owned += blocks;
        var oldest = left.iterator();
        while (inUse() + left.size() > capacity) {
            oldest.next();
            oldest.remove();
        }
    }
}
