package dev.llmbench.core.internal.workload;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.Workload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the best way of making prompts of exact length for one server: token ids, else words whose tokens its tokenizer
 * tells, else words calibrated against the counts that it reports, else an estimate.
 */
final class Calibrator {
    /** Tokens of an English word on the average, where a server tells nothing. */
    static final double TOKENS_PER_WORD = 1.3;

    /** Of so many symbols or more, beginnings fit into the first seven. */
    private static final int FEWEST = 32;

    private static final int COUNTED_REQUESTS = 11;
    private static final int TOKENIZED_REQUESTS = 64;
    private static final int LONGEST_TRIAL = 2_000;
    private static final int SHORT = 20;
    private static final int LONG = 120;
    private static final String NO_COUNTS =
            "the server reports no prompt tokens, so lengths rest on its tokenizer and the template's share is unknown";
    private static final Logger LOG = LoggerFactory.getLogger(Calibrator.class);

    private final Workload.Synthetic workload;
    private final Tokenizer tokenizer;
    private final PromptCounter counter;
    private final boolean tokenIds;
    private final List<String> notes = new ArrayList<>();

    Calibrator(Workload.Synthetic workload, Tokenizer tokenizer, PromptCounter counter, boolean tokenIds) {
        this.workload = workload;
        this.tokenizer = tokenizer;
        this.counter = counter;
        this.tokenIds = tokenIds;
    }

    Calibration calibrate() {
        Optional<TokenVocabulary> vocabulary = TokenVocabulary.learn(tokenizer, Words.all());
        Calibration found = vocabulary
                .flatMap(this::byIds)
                .or(() -> vocabulary.flatMap(this::byTokenizedWords))
                .or(this::byCounts)
                .or(this::byTokenizedGroups)
                .orElseGet(this::estimated);
        Calibration checked = found.lengths().verified() ? tried(found) : found;
        LOG.debug("prompt lengths: {}", checked.lengths());
        return checked;
    }

    private Optional<Calibration> byIds(TokenVocabulary vocabulary) {
        int[] ids = vocabulary.distinctIds();
        if (!tokenIds || ids.length < FEWEST) {
            return Optional.empty();
        }
        int[] sample = Arrays.copyOf(ids, FEWEST);
        OptionalLong counted = counter.promptTokens(new Prompt.TokenIds(sample));
        if (counted.isEmpty() || counted.getAsLong() < sample.length) {
            notes.add("the server's tokenizer tells token ids, but its answer to a prompt of token ids "
                    + (counted.isEmpty() ? "is a refusal or has no count" : "counts too few of them")
                    + "; prompts are sent as text");
            return Optional.empty();
        }
        PromptMaker maker =
                maker(new UniformMixture(ids.length, 1), symbols -> new Prompt.TokenIds(picked(ids, symbols)));
        long overhead = counted.getAsLong() - sample.length;
        return Optional.of(Calibration.of(workload, maker, 0, PromptLengths.TOKEN_IDS, true, overhead, notes));
    }

    private Optional<Calibration> byTokenizedWords(TokenVocabulary vocabulary) {
        List<String> single = vocabulary.single();
        if (single.size() < LONG) {
            return byUnits(vocabulary);
        }
        OptionalLong small = count(single.subList(0, SHORT));
        OptionalLong large = count(single.subList(0, LONG));
        if (small.isEmpty() || large.isEmpty()) {
            notes.add(NO_COUNTS);
            return Optional.of(words(single, PromptLengths.CALIBRATED, false, 0));
        }
        if (large.getAsLong() - small.getAsLong() != LONG - SHORT) {
            notes.add(
                    "the server's tokenizer route and its reported prompt tokens disagree; the reported ones are used");
            return Optional.empty();
        }
        return Optional.of(words(single, PromptLengths.CALIBRATED, true, small.getAsLong() - SHORT - 1));
    }

    /** Few words are one token: any word will do, since the tokens of each are known. */
    private Optional<Calibration> byUnits(TokenVocabulary vocabulary) {
        List<UnitMixture.Unit> units = new ArrayList<>();
        for (int i = 0; i < vocabulary.words().size(); i++) {
            units.add(new UnitMixture.Unit(new int[] {i}, vocabulary.ids().get(i).length));
        }
        List<String> words = vocabulary.words();
        List<String> sample = words.subList(0, Math.min(SHORT, words.size()));
        long expected = 1L
                + vocabulary.ids().subList(0, sample.size()).stream()
                        .mapToInt(ids -> ids.length)
                        .sum();
        OptionalLong counted = count(sample);
        if (counted.isEmpty()) {
            notes.add(NO_COUNTS);
        }
        long overhead = counted.isPresent() ? counted.getAsLong() - expected : 0;
        PromptMaker maker = maker(new UnitMixture(units, words.size()), symbols -> text(words, symbols));
        return Optional.of(
                Calibration.of(workload, maker, 1, PromptLengths.CALIBRATED, counted.isPresent(), overhead, notes));
    }

    private Optional<Calibration> byCounts() {
        return GroupCalibration.run(Words.all(), text -> counter.promptTokens(new Prompt.Text(text)), COUNTED_REQUESTS)
                .map(learnt -> byGroups(learnt, true, learnt.base() - 1));
    }

    private Optional<Calibration> byTokenizedGroups() {
        Function<String, OptionalLong> length = text ->
                tokenizer.tokenize(text).map(ids -> OptionalLong.of(ids.length)).orElse(OptionalLong.empty());
        return GroupCalibration.run(Words.all(), length, TOKENIZED_REQUESTS).map(learnt -> {
            notes.add(NO_COUNTS);
            return byGroups(learnt, false, 0);
        });
    }

    private Calibration byGroups(GroupCalibration.Learnt learnt, boolean verified, long overhead) {
        List<String> single = learnt.single();
        if (single.size() >= FEWEST) {
            return words(single, PromptLengths.CALIBRATED, verified, overhead);
        }
        OptionalInt each = learnt.tokensOfEveryWord();
        if (each.isPresent()) {
            return byEqualWords(learnt.groups().get(0).words(), each.getAsInt(), verified, overhead);
        }
        notes.add("few words are one token for this server, so a prompt may miss its length by " + learnt.coarseness()
                + " tokens");
        List<String> words = learnt.groups().stream()
                .flatMap(group -> group.words().stream())
                .distinct()
                .toList();
        List<UnitMixture.Unit> units = new ArrayList<>();
        for (GroupCalibration.Group group : learnt.groups()) {
            units.add(new UnitMixture.Unit(
                    group.words().stream().mapToInt(words::indexOf).toArray(), (int) group.tokens()));
        }
        single.forEach(word -> units.add(new UnitMixture.Unit(new int[] {words.indexOf(word)}, 1)));
        PromptMaker maker = maker(new UnitMixture(units, words.size()), symbols -> text(words, symbols));
        return Calibration.of(workload, maker, 1, PromptLengths.CALIBRATED, verified, overhead, notes);
    }

    /** Servers that count blanks as tokens of their own: no word is one token, but all have the same number. */
    private Calibration byEqualWords(List<String> words, int each, boolean verified, long overhead) {
        notes.add("every word is " + each + " tokens for this server, so a prompt may miss its length by " + each / 2);
        PromptMaker maker = maker(new UniformMixture(words.size(), each), symbols -> text(words, symbols));
        return Calibration.of(workload, maker, 1, PromptLengths.CALIBRATED, verified, overhead, notes);
    }

    private Calibration estimated() {
        notes.add("the server tells neither tokens nor counts: prompts have " + TOKENS_PER_WORD
                + " tokens a word by estimate, and their lengths are not verified");
        List<String> words = Words.all();
        PromptMaker maker = maker(new UniformMixture(words.size(), TOKENS_PER_WORD), symbols -> text(words, symbols));
        return Calibration.of(workload, maker, 1, PromptLengths.ESTIMATED, false, 0, notes);
    }

    private Calibration words(List<String> single, String how, boolean verified, long overhead) {
        PromptMaker maker = maker(new UniformMixture(single.size(), 1), symbols -> text(single, symbols));
        return Calibration.of(workload, maker, 1, how, verified, overhead, notes);
    }

    /** Compares one prompt of the wanted length with what the server counts. */
    private Calibration tried(Calibration calibration) {
        int wanted = Math.max(
                workload.inputTokens().min(), Math.min(workload.inputTokens().max(), LONGEST_TRIAL));
        OptionalLong counted = counter.promptTokens(calibration.trial(wanted));
        long expected = (long) wanted + calibration.lengths().addedByServer();
        if (counted.isEmpty()) {
            return calibration.withNote("a trial prompt of " + expected
                    + " tokens was refused by the server or came without a count: longer prompts are not verified");
        }
        if (Math.abs(counted.getAsLong() - expected) <= expected / 100) {
            return calibration;
        }
        return calibration.withNote(String.format(
                Locale.ROOT,
                "a trial prompt of %d tokens was counted as %d by the server: lengths are not exact",
                expected,
                counted.getAsLong()));
    }

    private OptionalLong count(List<String> words) {
        return counter.promptTokens(new Prompt.Text(Words.text(words)));
    }

    private PromptMaker maker(Mixture mixture, Function<int[], Prompt> writer) {
        return new PromptMaker(
                mixture, writer, workload.prefix(), workload.seed().orElseThrow());
    }

    private static int[] picked(int[] ids, int[] symbols) {
        return Arrays.stream(symbols).map(symbol -> ids[symbol]).toArray();
    }

    private static Prompt text(List<String> words, int[] symbols) {
        return new Prompt.Text(Words.text(words, symbols));
    }
}
