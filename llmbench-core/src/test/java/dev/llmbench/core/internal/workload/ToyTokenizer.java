package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;

/** Cuts text at blanks; a function says how many tokens a word has. Counts what it is asked. */
public final class ToyTokenizer {
    private final ToIntFunction<String> cost;
    private final boolean beginning;
    private final int template;
    private int requests;

    private ToyTokenizer(ToIntFunction<String> cost, boolean beginning, int template) {
        this.cost = cost;
        this.beginning = beginning;
        this.template = template;
    }

    /** Every word is one token, nothing is added. */
    public static ToyTokenizer plain() {
        return new ToyTokenizer(word -> 1, false, 0);
    }

    /** Words have 1 to 3 tokens, a beginning-of-sequence token and a template of 17 are added. */
    public static ToyTokenizer nasty() {
        return new ToyTokenizer(
                word -> word.equals(Words.OPENER) ? 1 : 1 + Math.floorMod(word.hashCode() * 31, 3), true, 17);
    }

    /** As some mock servers: blanks are tokens of their own, so that every word but the opener has two. */
    public static ToyTokenizer blanksCounted() {
        return new ToyTokenizer(word -> word.equals(Words.OPENER) ? 1 : 2, false, 0);
    }

    /** As most real ones: one word in fifty has two tokens. */
    public static ToyTokenizer usual(int template) {
        return new ToyTokenizer(word -> Math.floorMod(word.hashCode(), 50) == 0 ? 2 : 1, true, template);
    }

    /** The ids of a text, with the beginning-of-sequence token always, as some servers do. */
    public int[] ids(String text) {
        List<Integer> ids = new ArrayList<>();
        if (beginning) {
            ids.add(1);
        }
        for (String word : text.split("(?= )", -1)) {
            for (int part = 0; part < cost.applyAsInt(word.strip()); part++) {
                ids.add(100 + Math.floorMod((word + part).hashCode(), 1_000_000));
            }
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /** What a server counts for a prompt. */
    public int count(Prompt prompt) {
        requests++;
        return prompt instanceof Prompt.TokenIds given
                ? given.length()
                : ids(((Prompt.Text) prompt).text()).length + template;
    }

    OptionalLong counted(Prompt prompt) {
        return OptionalLong.of(count(prompt));
    }

    int requests() {
        return requests;
    }

    int added() {
        return template + (beginning ? 1 : 0);
    }
}
