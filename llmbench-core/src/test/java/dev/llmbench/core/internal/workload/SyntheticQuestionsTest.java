package dev.llmbench.core.internal.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.Workload;
import dev.llmbench.api.Workload.InputLength;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticQuestionsTest {
    private static final Workload.Synthetic WORKLOAD =
            Workload.synthetic().inputTokens(200).outputTokens(64).seed(42);

    private static Questions byTokenizer(Workload workload, ToyTokenizer toy, boolean ids) {
        return Questions.of(workload, text -> Optional.of(toy.ids(text)), toy::counted, ids);
    }

    private static Questions byCounts(Workload workload, ToyTokenizer toy) {
        return Questions.of(workload, Tokenizer.NONE, toy::counted, false);
    }

    private static List<Question> drawn(Questions questions, int count) {
        try (QuestionSource source = questions.open()) {
            return IntStream.range(0, count).mapToObj(i -> source.next()).toList();
        }
    }

    /** The median of |counted - expected| / expected. */
    private static double medianError(Questions questions, ToyTokenizer toy) {
        double[] errors = drawn(questions, 301).stream()
                .mapToDouble(question -> {
                    double expected =
                            question.promptTokens() + questions.lengths().addedByServer();
                    return Math.abs(toy.count(question.prompt()) - expected) / expected;
                })
                .sorted()
                .toArray();
        return errors[errors.length / 2];
    }

    @Nested
    class OfASeed {
        @Test
        void are_the_same_every_time() {
            Questions first = byTokenizer(WORKLOAD.inputTokens(50, 90), ToyTokenizer.plain(), true);
            Questions second = byTokenizer(WORKLOAD.inputTokens(50, 90), ToyTokenizer.plain(), true);

            assertThat(drawn(first, 50)).isEqualTo(drawn(second, 50));
        }

        @Test
        void differ_from_those_of_another_seed() {
            Questions first = byTokenizer(WORKLOAD, ToyTokenizer.plain(), true);
            Questions second = byTokenizer(WORKLOAD.seed(43), ToyTokenizer.plain(), true);

            assertThat(drawn(first, 50)).doesNotContainAnyElementsOf(drawn(second, 50));
        }

        @Test
        void have_lengths_spread_over_the_whole_range() {
            List<Question> questions = drawn(
                    byTokenizer(WORKLOAD.inputTokens(10, 19).outputTokens(1, 4), ToyTokenizer.plain(), true), 1000);

            assertThat(questions.stream().mapToInt(Question::promptTokens).distinct())
                    .hasSize(10);
            assertThat(questions.stream().mapToInt(Question::outputTokens).distinct())
                    .hasSize(4);
            assertThat(questions.stream()
                            .mapToInt(Question::promptTokens)
                            .average()
                            .orElseThrow())
                    .isCloseTo(14.5, within(0.4));
        }
    }

    @Nested
    class BeginningsOfPrompts {
        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {0, 1, -7, Long.MAX_VALUE})
        void are_never_shared_by_ids(long seed) {
            Questions questions = byTokenizer(WORKLOAD.seed(seed).inputTokens(16, 64), ToyTokenizer.plain(), true);

            assertThat(beginnings(drawn(questions, 1000), question -> ids(question.prompt())))
                    .hasSize(1000);
        }

        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {0, 1, -7})
        void are_never_shared_by_texts(long seed) {
            ToyTokenizer toy = ToyTokenizer.usual(5);
            Questions questions = byCounts(WORKLOAD.seed(seed).inputTokens(16, 64), toy);

            assertThat(beginnings(
                            drawn(questions, 1000), question -> toy.ids(((Prompt.Text) question.prompt()).text())))
                    .hasSize(1000);
        }

        @Test
        void are_never_shared_with_a_nasty_tokenizer() {
            ToyTokenizer toy = ToyTokenizer.nasty();
            Questions questions = byCounts(WORKLOAD.inputTokens(128), toy);

            assertThat(beginnings(
                            drawn(questions, 1000), question -> toy.ids(((Prompt.Text) question.prompt()).text())))
                    .hasSize(1000);
        }

        @Test
        void are_all_different_for_as_many_prompts_as_there_are_numbers() {
            Beginnings beginnings = new Beginnings(32, 7);
            Set<List<Integer>> seen = new HashSet<>();
            for (int index = 0; index < 100_000; index++) {
                int[] symbols = new int[7];
                beginnings.put(index, symbols, 0);
                seen.add(Arrays.stream(symbols).boxed().toList());
            }

            assertThat(seen).hasSize(100_000);
        }

        @Test
        void are_half_of_the_prompt_when_a_cache_is_wanted() {
            List<Question> questions = drawn(byTokenizer(WORKLOAD.sharedPrefix(), ToyTokenizer.plain(), true), 100);

            assertThat(questions.stream()
                            .map(question -> Arrays.stream(ids(question.prompt()), 0, 100)
                                    .boxed()
                                    .toList()))
                    .containsOnly(Arrays.stream(ids(questions.get(0).prompt()), 0, 100)
                            .boxed()
                            .toList());
            assertThat(questions.stream().map(Question::prompt).distinct()).hasSize(100);
        }

        private Set<List<Integer>> beginnings(List<Question> questions, Function<Question, int[]> ids) {
            Set<List<Integer>> beginnings = new HashSet<>();
            questions.forEach(question -> beginnings.add(
                    Arrays.stream(ids.apply(question)).limit(16).boxed().toList()));
            return beginnings;
        }

        private int[] ids(Prompt prompt) {
            Prompt.TokenIds ids = (Prompt.TokenIds) prompt;
            return IntStream.range(0, ids.length()).map(ids::id).toArray();
        }
    }

    @Nested
    class Lengths {
        @Test
        void are_exact_by_token_ids() {
            ToyTokenizer toy = ToyTokenizer.nasty();
            Questions questions = byTokenizer(WORKLOAD.inputTokens(1, 300), toy, true);

            assertThat(questions.lengths().how()).isEqualTo("token ids");
            assertThat(drawn(questions, 200))
                    .allSatisfy(
                            question -> assertThat(toy.count(question.prompt())).isEqualTo(question.promptTokens()));
        }

        @Test
        void are_exact_by_words_of_one_token() {
            ToyTokenizer toy = ToyTokenizer.usual(11);
            Questions questions = byTokenizer(WORKLOAD.inputTokens(1, 300), toy, false);

            assertThat(questions.lengths().templateOverhead()).isEqualTo(toy.added());
            assertThat(drawn(questions, 200))
                    .allSatisfy(question ->
                            assertThat(toy.count(question.prompt())).isEqualTo(question.promptTokens() + toy.added()));
        }

        @ParameterizedTest
        @CsvSource({"plain,1000", "usual,1000", "usual,128", "nasty,1000", "nasty,300"})
        void are_within_a_hundredth_by_counts_alone(String kind, int tokens) {
            ToyTokenizer toy = toy(kind);
            Questions questions = byCounts(WORKLOAD.inputTokens(tokens), toy);

            assertThat(toy.requests()).isLessThanOrEqualTo(12);
            assertThat(questions.lengths().verified()).isTrue();
            assertThat(medianError(questions, toy)).isLessThanOrEqualTo(0.01);
        }

        @ParameterizedTest
        @ValueSource(ints = {16, 64, 65, 1000})
        void miss_by_at_most_one_where_every_word_is_two_tokens(int tokens) {
            ToyTokenizer toy = ToyTokenizer.blanksCounted();
            Questions questions = byCounts(WORKLOAD.inputTokens(tokens), toy);

            assertThat(drawn(questions, 200))
                    .allSatisfy(
                            question -> assertThat(toy.count(question.prompt())).isBetween(tokens - 1, tokens + 1));
            assertThat(questions.lengths().notes()).first().asString().contains("every word is 2 tokens");
        }

        @Test
        void tell_how_coarse_they_are_where_words_differ() {
            Questions questions = byCounts(WORKLOAD, ToyTokenizer.nasty());

            assertThat(questions.lengths().notes())
                    .first()
                    .asString()
                    .containsPattern("miss its length by \\d+ tokens");
        }

        @ParameterizedTest
        @ValueSource(strings = {"plain", "usual", "nasty"})
        void are_within_a_hundredth_by_the_tokenizer_route(String kind) {
            ToyTokenizer toy = toy(kind);
            Questions questions = byTokenizer(WORKLOAD.inputTokens(100, 500), toy, false);

            assertThat(medianError(questions, toy)).isLessThanOrEqualTo(0.01);
        }

        @ParameterizedTest
        @ValueSource(strings = {"usual", "nasty"})
        void include_the_template_when_asked_to(String kind) {
            ToyTokenizer toy = toy(kind);
            Questions questions = byCounts(WORKLOAD.inputTokens(500).inputLength(InputLength.WITH_TEMPLATE), toy);

            assertThat(questions.lengths().addedByServer()).isZero();
            assertThat(questions.lengths().templateOverhead()).isEqualTo(toy.added());
            assertThat(medianError(questions, toy)).isLessThanOrEqualTo(0.01);
        }

        @Test
        void are_refused_when_the_template_alone_is_longer() {
            Workload workload = WORKLOAD.inputTokens(18).inputLength(InputLength.WITH_TEMPLATE);

            assertThatThrownBy(() -> byCounts(workload, ToyTokenizer.nasty()))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("18 tokens")
                    .hasMessageContaining("at least 19");
        }

        @Test
        void are_estimated_where_a_server_tells_nothing() {
            Questions questions = Questions.of(WORKLOAD.inputTokens(1300), Tokenizer.NONE, PromptCounter.NONE, true);

            assertThat(questions.lengths().verified()).isFalse();
            assertThat(questions.lengths().notes()).singleElement().asString().contains("not verified");
            assertThat(((Prompt.Text) drawn(questions, 1).get(0).prompt())
                            .text()
                            .split(" ", -1))
                    .hasSizeBetween(999, 1001);
        }

        @Test
        void fall_back_to_text_where_token_ids_are_refused() {
            ToyTokenizer toy = ToyTokenizer.usual(0);
            Questions questions = Questions.of(
                    WORKLOAD,
                    text -> Optional.of(toy.ids(text)),
                    prompt -> prompt instanceof Prompt.Text ? toy.counted(prompt) : OptionalLong.empty(),
                    true);

            assertThat(questions.lengths().how()).isEqualTo("calibrated text");
            assertThat(questions.lengths().notes()).first().asString().contains("token ids");
            assertThat(medianError(questions, toy)).isZero();
        }

        @Test
        void are_found_on_a_server_with_a_small_context() {
            ToyTokenizer toy = ToyTokenizer.usual(9);
            Questions questions = Questions.of(
                    WORKLOAD.inputTokens(100),
                    Tokenizer.NONE,
                    prompt -> toy.count(prompt) > 256 ? OptionalLong.empty() : toy.counted(prompt),
                    false);

            assertThat(medianError(questions, toy)).isZero();
        }

        @Test
        void tell_when_the_server_took_no_prompt_of_the_wanted_length() {
            ToyTokenizer toy = ToyTokenizer.usual(9);
            Questions questions = Questions.of(
                    WORKLOAD.inputTokens(1_000),
                    Tokenizer.NONE,
                    prompt -> toy.count(prompt) > 256 ? OptionalLong.empty() : toy.counted(prompt),
                    false);

            assertThat(questions.lengths().notes())
                    .anyMatch(note -> note.contains("1010") && note.contains("not verified"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"plain", "usual", "nasty"})
        void tell_when_they_rest_on_the_tokenizer_alone(String kind) {
            ToyTokenizer toy = toy(kind);
            Questions questions = Questions.of(WORKLOAD, text -> Optional.of(toy.ids(text)), PromptCounter.NONE, false);

            assertThat(questions.lengths().notes()).anyMatch(note -> note.contains("rest on its tokenizer"));
        }

        private ToyTokenizer toy(String kind) {
            return switch (kind) {
                case "plain" -> ToyTokenizer.plain();
                case "usual" -> ToyTokenizer.usual(17);
                default -> ToyTokenizer.nasty();
            };
        }
    }
}
