package dev.llmbench.core.internal.workload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * Learns how many tokens words have from total counts alone, in few requests.
 *
 * <p>The text without words gives what the template costs; all words together, then halves of halves, show which groups
 * have one token a word. The other half of a group is never asked for: it is what remains.
 */
final class GroupCalibration {
    /** With so many words of one token, others are not looked for. */
    private static final int ENOUGH = 200;

    private static final int FIRST_GROUPS = 4;
    private static final int FEWER_WORDS = 100;

    /** Some of the words and their tokens together. */
    record Group(List<String> words, long tokens) {
        boolean clean() {
            return tokens == words.size();
        }

        double tokensPerWord() {
            return (double) tokens / words.size();
        }
    }

    /**
     * What was learnt.
     *
     * @param base tokens of a text without words
     * @param groups all groups whose tokens are known, larger ones containing smaller ones
     */
    record Learnt(long base, List<Group> groups) {
        /** The words known to be one token each. */
        List<String> single() {
            return groups.stream()
                    .filter(Group::clean)
                    .flatMap(group -> group.words().stream())
                    .distinct()
                    .toList();
        }

        /** The number of tokens of every word, where groups enough were counted and all agree on it. */
        OptionalInt tokensOfEveryWord() {
            long each = groups.get(0).tokens() / groups.get(0).words().size();
            boolean agreed = each > 0
                    && groups.size() > FIRST_GROUPS
                    && groups.stream()
                            .allMatch(group ->
                                    group.tokens() == each * group.words().size());
            return agreed ? OptionalInt.of((int) each) : OptionalInt.empty();
        }

        /** By how many tokens a text made of whole groups may miss a length: half of the smallest. */
        long coarseness() {
            return groups.stream().mapToLong(Group::tokens).min().orElse(0) / 2;
        }
    }

    private final Function<String, OptionalLong> counter;
    private final List<Group> known = new ArrayList<>();
    private final PriorityQueue<Group> dirty = new PriorityQueue<>(Comparator.comparingDouble(Group::tokensPerWord));
    private long base;
    private int budget;
    private int single;

    private GroupCalibration(Function<String, OptionalLong> counter, int budget) {
        this.counter = counter;
        this.budget = budget;
    }

    /**
     * Asks the server.
     *
     * @param words the words
     * @param counter tells the tokens of a text
     * @param budget how many requests may be made
     * @return what was learnt, or empty when the server doesn't tell
     */
    static Optional<Learnt> run(List<String> words, Function<String, OptionalLong> counter, int budget) {
        return new GroupCalibration(counter, budget).learn(words);
    }

    private Optional<Learnt> learn(List<String> words) {
        OptionalLong empty = ask(List.of());
        if (empty.isEmpty()) {
            return Optional.empty();
        }
        base = empty.getAsLong();
        Optional<Group> all = measured(words);
        if (all.isEmpty()) {
            // a server with a small context refuses a long prompt
            all = measured(words.subList(0, Math.min(FEWER_WORDS, words.size())));
        }
        if (all.isEmpty() || all.get().tokens() < 1) {
            return Optional.empty();
        }
        take(all.get());
        if (dirty.remove(all.get())) {
            split(all.get(), FIRST_GROUPS);
        }
        while (budget > 0 && single < ENOUGH && !dirty.isEmpty()) {
            Group cleanest = dirty.remove();
            if (cleanest.words().size() > 1) {
                split(cleanest, 2);
            }
        }
        return Optional.of(new Learnt(base, List.copyOf(known)));
    }

    private void split(Group group, int parts) {
        List<String> words = group.words();
        int size = Math.max(1, words.size() / parts);
        long left = group.tokens();
        int from = 0;
        for (int part = 1; part < parts && words.size() - from > size; part++) {
            Optional<Group> measured = budget > 0 ? measured(words.subList(from, from + size)) : Optional.empty();
            if (measured.isEmpty()) {
                return;
            }
            take(measured.get());
            left -= measured.get().tokens();
            from += size;
        }
        if (left > 0) {
            take(new Group(List.copyOf(words.subList(from, words.size())), left));
        }
    }

    private void take(Group group) {
        known.add(group);
        if (group.clean()) {
            single += group.words().size();
        } else {
            dirty.add(group);
        }
    }

    private Optional<Group> measured(List<String> words) {
        OptionalLong total = ask(words);
        return total.isPresent() && total.getAsLong() > base
                ? Optional.of(new Group(List.copyOf(words), total.getAsLong() - base))
                : Optional.empty();
    }

    private OptionalLong ask(List<String> words) {
        budget--;
        return counter.apply(Words.text(words));
    }
}
