package dev.llmbench.core.internal.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tokens of every word, learnt from a server's tokenizer in a few calls.
 *
 * @param words the words
 * @param ids the token ids of each, as they are inside a text with a blank before the word
 */
record TokenVocabulary(List<String> words, List<int[]> ids) {
    private static final int SEPARATORS_TRIED = 8;
    private static final int LEADING = 4;

    /**
     * Asks the server.
     *
     * <p>All words go into one text with one and the same word between them, so that its id marks where each word ends.
     * The beginning of the text is left out: special tokens and missing blanks make it different.
     */
    static Optional<TokenVocabulary> learn(Tokenizer tokenizer, List<String> words) {
        for (String separator : words.subList(0, Math.min(SEPARATORS_TRIED, words.size()))) {
            Optional<int[]> repeated = tokenizer.tokenize((Words.OPENER + (" " + separator).repeat(LEADING)));
            if (repeated.isEmpty()) {
                return Optional.empty();
            }
            Optional<Integer> id = lastRepeated(repeated.get());
            if (id.isPresent()) {
                Optional<TokenVocabulary> learnt = split(tokenizer, words, separator, id.get());
                if (learnt.isPresent()) {
                    return learnt;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Integer> lastRepeated(int[] ids) {
        if (ids.length < LEADING) {
            return Optional.empty();
        }
        int last = ids[ids.length - 1];
        int[] tail = Arrays.copyOfRange(ids, ids.length - LEADING, ids.length);
        boolean same = Arrays.stream(tail).allMatch(id -> id == last);
        return same ? Optional.of(last) : Optional.empty();
    }

    private static Optional<TokenVocabulary> split(
            Tokenizer tokenizer, List<String> words, String separator, int separatorId) {
        List<String> others =
                words.stream().filter(word -> !word.equals(separator)).toList();
        StringBuilder text = new StringBuilder(Words.OPENER).append(' ').append(separator);
        others.forEach(word -> text.append(' ').append(word).append(' ').append(separator));
        Optional<int[]> answer = tokenizer.tokenize(text.toString());
        List<int[]> pieces = answer.isEmpty() ? List.of() : pieces(answer.get(), separatorId);
        // as many pieces as words, none of them empty: otherwise the separator is also a part of some word
        boolean good = pieces.size() == others.size() && pieces.stream().allMatch(piece -> piece.length > 0);
        return good ? Optional.of(new TokenVocabulary(others, pieces)) : Optional.empty();
    }

    /** The pieces between separators: what stands before the first belongs to the text's beginning. */
    private static List<int[]> pieces(int[] ids, int separator) {
        List<int[]> pieces = new ArrayList<>();
        int from = -1;
        for (int at = 0; at < ids.length; at++) {
            if (ids[at] == separator) {
                if (from >= 0) {
                    pieces.add(Arrays.copyOfRange(ids, from, at));
                }
                from = at + 1;
            }
        }
        return pieces;
    }

    /** The different ids of all words. */
    int[] distinctIds() {
        return ids.stream().flatMapToInt(Arrays::stream).distinct().toArray();
    }

    /** The words that are exactly one token. */
    List<String> single() {
        List<String> single = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (ids.get(i).length == 1) {
                single.add(words.get(i));
            }
        }
        return single;
    }
}
