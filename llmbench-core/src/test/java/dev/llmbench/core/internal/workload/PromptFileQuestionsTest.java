package dev.llmbench.core.internal.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.Workload;
import dev.llmbench.api.Workload.PromptFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromptFileQuestionsTest {
    @TempDir
    private Path folder;

    private Workload.PromptFile file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private Workload.PromptFile file(String name, byte[] content) {
        try {
            return Workload.prompts(Files.write(folder.resolve(name), content).toString())
                    .seed(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Questions of(Workload.PromptFile workload) {
        return Questions.of(workload, Tokenizer.NONE, PromptCounter.NONE, false);
    }

    private static List<String> texts(Workload.PromptFile workload, int count) {
        try (QuestionSource source = of(workload).open()) {
            return IntStream.range(0, count)
                    .mapToObj(i -> source.next().prompt())
                    .map(prompt -> ((Prompt.Text) prompt).text())
                    .toList();
        }
    }

    @Nested
    class Text {
        @Test
        void is_a_prompt_a_line_and_begins_again_at_the_end() {
            assertThat(texts(file("p.txt", "one\n\n  \ntwo"), 5)).containsExactly("one", "two", "one", "two", "one");
        }

        @Test
        void may_have_a_byte_order_mark_and_the_line_ends_of_windows() {
            assertThat(texts(file("p.txt", "\ufeffone\r\ntwo \u00e9\r\n"), 2)).containsExactly("one", "two \u00e9");
        }

        @Test
        void has_answers_of_the_workload_and_no_wanted_prompt_length() {
            try (QuestionSource source =
                    of(file("p.txt", "one").outputTokens(7)).open()) {
                assertThat(source.next()).isEqualTo(new Question(new Prompt.Text("one"), 0, 7));
            }
        }
    }

    @Nested
    class Jsonl {
        @Test
        void gives_prompts_and_conversations_and_their_lengths() {
            Workload.PromptFile workload = file("p.jsonl", """
                    {"prompt": "one", "output_tokens": 9}

                    {"messages": [{"role": "system", "content": "be short"},
                    """.stripTrailing() + """
                     {"role": "user", "content": [{"type": "text", "text": "two"}]}]}
                    """);

            try (QuestionSource source = of(workload).open()) {
                assertThat(source.next()).isEqualTo(new Question(new Prompt.Text("one"), 0, 9));
                assertThat(source.next())
                        .isEqualTo(new Question(
                                new Prompt.Messages(List.of(
                                        new Prompt.Message("system", "be short"), new Prompt.Message("user", "two"))),
                                0,
                                256));
            }
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{\"prompt\": \"one\"                         | valid JSON",
                    "[1]                                          | not a JSON object",
                    "{\"text\": \"one\"}                          | neither",
                    "{\"prompt\": \"one\", \"output_tokens\": 0}  | output_tokens",
                    "{\"prompt\": \"one\", \"output_tokens\": 1.5}| output_tokens",
                    "{\"messages\": [{\"content\": \"one\"}]}     | role",
                    "{\"messages\": [{\"role\": \"user\"}]}       | not text",
                })
        void names_the_line_of_a_mistake(String line, String what) {
            Workload.PromptFile workload = file("p.jsonl", "{\"prompt\": \"good\"}\n\n" + line + "\n");

            assertThatThrownBy(() -> of(workload))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("line 3")
                    .hasMessageContaining(what)
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Nested
    class ShareGpt {
        @Test
        void gives_the_first_turn_of_the_human() {
            Workload.PromptFile workload = file("p.json", """
                    [{"id": "a", "more": {"x": [1]}, "conversations": [
                        {"from": "system", "value": "no"}, {"from": "human", "value": "one"}, {"from": "human", "value": "no"}]},
                     {"id": "b", "conversations": []},
                     {"conversations": [{"from": "gpt", "value": "no"}]},
                     {"conversations": [{"from": "user", "value": "two"}], "id": "c"}]
                    """);

            assertThat(texts(workload, 3)).containsExactly("one", "two", "one");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[{\"conversations\": [{\"from\": \"human\", \"value\": \"one\"}]}",
                    "[{\"conversations\": [{\"from\": \"human\", \"value\": \"one\"",
                    "[{\"conversations\": [{\"from\": \"human\", \"value\": \"one\"}]}, 7]",
                })
        void is_refused_when_cut_off_or_mixed(String content) {
            assertThatThrownBy(() -> of(file("p.json", content)))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("line 1");
        }

        @Test
        void is_refused_without_any_human() {
            assertThatThrownBy(() -> of(file("p.json", "[{\"conversations\": []}]")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no usable prompt");
        }
    }

    @Nested
    class TheForm {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "p.jsonl | {\"prompt\": \"one\"}",
                    "p       | {\"prompt\": \"one\"}",
                    "p.json  | {\"prompt\": \"one\"}",
                    "p.json  | [{\"conversations\": [{\"from\": \"human\", \"value\": \"one\"}]}]",
                    "p       | [ {\"conversations\": [{\"from\": \"human\", \"value\": \"one\"}]}]",
                    "p       | one",
                    "p.txt   | one",
                })
        void is_told_from_name_and_first_characters(String name, String content) {
            assertThat(texts(file(name, "\ufeff" + content), 1)).containsExactly("one");
        }

        @Test
        void can_be_stated() {
            Workload.PromptFile workload =
                    file("p.jsonl", "{\"prompt\": \"one\"}").format(PromptFormat.TEXT);

            assertThat(texts(workload, 1)).containsExactly("{\"prompt\": \"one\"}");
        }
    }

    @Nested
    class Shuffled {
        private final String content =
                IntStream.range(0, 100).mapToObj(i -> "p" + i).collect(Collectors.joining("\n"));

        @Test
        void gives_every_prompt_once_a_pass_in_another_order() {
            List<String> two = texts(file("p.txt", content).shuffle(), 200);

            assertThat(two.subList(0, 100)).doesNotHaveDuplicates().isNotEqualTo(List.of(content.split("\n", -1)));
            assertThat(two.subList(100, 200)).doesNotHaveDuplicates().isNotEqualTo(two.subList(0, 100));
        }

        @Test
        void is_the_same_for_the_same_seed_only() {
            Workload.PromptFile workload = file("p.txt", content).shuffle();

            assertThat(texts(workload, 100)).isEqualTo(texts(workload, 100)).isNotEqualTo(texts(workload.seed(1), 100));
        }

        @Test
        void keeps_a_bounded_window_of_a_large_file() {
            String large = IntStream.range(0, 20_000).mapToObj(i -> "p" + i).collect(Collectors.joining("\n"));

            List<String> pass = texts(file("p.txt", large).shuffle(), 20_000);

            assertThat(pass).doesNotHaveDuplicates();
            assertThat(pass.subList(0, 100)).allMatch(text -> Integer.parseInt(text.substring(1)) < 5000);
        }
    }

    @Nested
    class AFile {
        @Test
        void is_refused_when_missing_or_a_folder() {
            assertThatThrownBy(() -> of(Workload.prompts(folder.resolve("none").toString())))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("does not exist");
            assertThatThrownBy(() -> of(Workload.prompts(folder.toString())))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("directory");
        }

        @ParameterizedTest
        @ValueSource(strings = {"p.txt", "p.jsonl", "p.json", "p"})
        void is_refused_when_empty(String name) {
            assertThatThrownBy(() -> of(file(name, "")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is empty");
        }

        @Test
        void is_refused_with_blank_lines_only() {
            assertThatThrownBy(() -> of(file("p.txt", "\n \r\n\n")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("no usable prompt");
        }

        @Test
        void is_refused_with_a_line_too_long() {
            assertThatThrownBy(() -> of(file("p.txt", "one\n" + "x".repeat(PromptLines.LONGEST + 1))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("line 2")
                    .hasMessageContaining("4 MiB");
        }

        @Test
        void may_have_a_line_of_the_greatest_length() {
            assertThat(texts(file("p.txt", "x".repeat(PromptLines.LONGEST) + "\ntwo"), 2)
                            .get(1))
                    .isEqualTo("two");
        }

        @ParameterizedTest
        @ValueSource(strings = {"p.txt", "p.jsonl", "p.json"})
        void is_refused_when_not_utf_8(String name) {
            String content = switch (name) {
                case "p.txt" -> "one\ncaf\u00e9";
                case "p.jsonl" -> "{\"prompt\": \"one\"}\n{\"prompt\": \"caf\u00e9\"}";
                default -> "[\n{\"conversations\": [{\"from\": \"human\", \"value\": \"caf\u00e9 x\"}]}]";
            };

            assertThatThrownBy(() -> of(file(name, content.getBytes(StandardCharsets.ISO_8859_1))))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("UTF-8")
                    .hasMessageContaining("line 2");
        }

        @Test
        void is_refused_when_its_first_bytes_are_of_no_encoding_at_all() {
            Workload.PromptFile binary = file("p.json", new byte[] {0, 0, (byte) 0xff, (byte) 0xfe, 1})
                    .format(Workload.PromptFormat.SHAREGPT);

            assertThatThrownBy(() -> of(binary))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("p.json");
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void is_read_once_when_small(boolean shuffled) throws Exception {
            Workload.PromptFile inOrder = file("p.txt", "one\ntwo");
            try (QuestionSource source =
                    of(shuffled ? inOrder.shuffle() : inOrder).open()) {
                List<Prompt> pass = prompts(source, 2);
                List<Prompt> next = prompts(source, 2); // behind the end of the file, which is read whole now
                Files.delete(Path.of(inOrder.path()));

                assertThat(next).containsExactlyInAnyOrderElementsOf(pass);
                assertThat(prompts(source, 2)).containsExactlyInAnyOrderElementsOf(pass);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 300}) // characters of a prompt: too many prompts, or too many characters
        void is_read_anew_for_each_pass_when_large(int length) throws Exception {
            int count = length == 1 ? PromptPasses.MOST_KEPT + 1 : PromptPasses.MOST_KEPT;
            Workload.PromptFile workload = file("p.txt", ("x".repeat(length) + "\n").repeat(count));
            try (QuestionSource source = of(workload).open()) {
                prompts(source, count);
                Files.writeString(Path.of(workload.path()), "new");

                assertThat(source.next().prompt()).isEqualTo(new Prompt.Text("new"));
            }
        }

        private static List<Prompt> prompts(QuestionSource source, int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> source.next().prompt())
                    .toList();
        }

        @Test
        void is_refused_in_the_run_when_it_became_empty() throws Exception {
            int count = PromptPasses.MOST_KEPT + 1;
            Workload.PromptFile workload = file("p.txt", "one\n".repeat(count));
            try (QuestionSource source = of(workload).open()) {
                prompts(source, count);
                Files.writeString(Path.of(workload.path()), "");

                assertThatThrownBy(source::next)
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("is empty");
            }
        }
    }
}
