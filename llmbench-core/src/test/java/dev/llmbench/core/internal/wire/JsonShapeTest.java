package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which documents are taken for one that was walked over before. Its text is that of the field {@code text}. */
class JsonShapeTest {
    private static final byte[] TEXT = JsonText.ascii("text");
    private static final byte[] COUNT = JsonText.ascii("count");
    private static final String DOCUMENT = "{\"id\":\"7\",\"time\":12,\"text\":\" once\",\"count\":3,\"end\":null}";

    private final JsonCursor json = new JsonCursor();

    private void walk(String document) {
        byte[] bytes = ("##" + document + "##").getBytes(StandardCharsets.UTF_8);
        json.over(bytes, 2, bytes.length - 2);
        json.enterObject();
        while (json.nextName()) {
            if (json.is(TEXT)) {
                json.takeText();
            } else if (json.is(COUNT)) {
                json.takeCount();
            } else {
                json.skip();
            }
        }
    }

    private void remember(String document) {
        walk(document);
        assertThat(json.complete()).isTrue();
        json.remember();
    }

    private boolean remembers(String document) {
        byte[] around = ("{\"" + document + "\"}").getBytes(StandardCharsets.UTF_8);
        return json.remembers(around, 2, around.length - 2);
    }

    private static String withText(String text) {
        return DOCUMENT.replace(" once", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " the", "some words, as long as an event of several tokens may be", "{}[]:,/'"})
    void is_the_same_with_another_text(String text) {
        remember(DOCUMENT);

        assertThat(remembers(withText(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"", "a\"", "\"a", "a\",\"end\":\"x", "a\\n", "\\", "a\\", "a\nb", "\u0000", "é", "日"})
    void is_not_the_same_with_a_text_that_is_empty_or_must_be_looked_at(String text) {
        remember(DOCUMENT);

        assertThat(remembers(withText(text))).isFalse();
    }

    @Test
    void is_the_same_whatever_stands_where_nobody_looks() {
        remember(DOCUMENT);

        assertThat(remembers(DOCUMENT.replace("\"7\"", "\"chat-81\""))).isTrue();
        assertThat(remembers(DOCUMENT.replace("\"7\"", "\"\""))).isTrue();
        assertThat(remembers(DOCUMENT.replace("12", "0"))).isTrue();
        assertThat(remembers(DOCUMENT.replace("12", "1764489600"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "00", "-1", "1.5", "1e3", "x", "\"12\"", "null", "{}"})
    void is_not_the_same_with_another_kind_of_number(String number) {
        remember(DOCUMENT);

        assertThat(remembers(DOCUMENT.replace("12", number))).isFalse();
    }

    @Test
    void is_not_the_same_when_a_value_differs_that_was_taken() {
        remember(DOCUMENT);

        assertThat(remembers(DOCUMENT.replace(":3", ":4"))).isFalse();
    }

    @Test
    void is_not_the_same_when_anything_else_differs() {
        remember(DOCUMENT);

        assertThat(remembers(DOCUMENT.replace("\"id\"", "\"no\""))).isFalse();
        assertThat(remembers(DOCUMENT.replace("null", "true"))).isFalse();
        assertThat(remembers(DOCUMENT + " ")).isFalse();
        assertThat(remembers(" " + DOCUMENT)).isFalse();
        assertThat(remembers(DOCUMENT + DOCUMENT)).isFalse();
    }

    @Test
    void is_not_the_same_when_it_is_cut_anywhere() {
        remember(DOCUMENT);

        for (int length = 0; length < DOCUMENT.length(); length++) {
            assertThat(remembers(DOCUMENT.substring(0, length)))
                    .as("%d", length)
                    .isFalse();
            assertThat(remembers(DOCUMENT.substring(DOCUMENT.length() - length)))
                    .as("%d", length)
                    .isFalse();
        }
    }

    @Test
    void a_number_with_a_sign_or_a_fraction_must_be_equal() {
        remember("{\"a\":-1,\"b\":0.5,\"text\":\"x\"}");

        assertThat(remembers("{\"a\":-1,\"b\":0.5,\"text\":\"y\"}")).isTrue();
        assertThat(remembers("{\"a\":-2,\"b\":0.5,\"text\":\"y\"}")).isFalse();
        assertThat(remembers("{\"a\":-1,\"b\":0.6,\"text\":\"y\"}")).isFalse();
    }

    @Test
    void a_text_that_was_empty_stays_empty() {
        remember(withText(""));

        assertThat(remembers(withText(""))).isTrue();
        assertThat(remembers(withText("a"))).isFalse();
    }

    @Test
    void of_many_values_that_do_not_matter_those_behind_the_sixteenth_must_be_equal() {
        String document = "{\"list\":[" + "1,".repeat(15) + "1,1]}";
        remember(document);

        assertThat(remembers(document.replaceFirst("1", "2"))).isTrue();
        assertThat(remembers(document.replace("1]", "2]"))).isFalse();
    }

    @Test
    void none_is_the_same_as_long_as_none_was_remembered_and_once_another_walk_has_begun() {
        assertThat(remembers(DOCUMENT)).isFalse();

        walk(DOCUMENT);
        assertThat(remembers(DOCUMENT)).isFalse();

        remember(DOCUMENT);
        walk("{}");
        assertThat(remembers(DOCUMENT)).isFalse();
    }

    @Test
    void the_last_is_remembered_whether_longer_or_shorter() {
        String longer = "{\"fixed\":null,\"text\":\"a\",\"" + "x".repeat(1_000) + "\":true}";
        remember(DOCUMENT);
        remember(longer);
        assertThat(remembers(longer.replace("\"a\"", "\"b\""))).isTrue();
        assertThat(remembers(DOCUMENT)).isFalse();

        remember(DOCUMENT);
        assertThat(remembers(DOCUMENT)).isTrue();
        assertThat(remembers(longer)).isFalse();
    }

    @Test
    void one_of_more_than_four_kilobytes_is_not_remembered() {
        String names = "{\"text\":\"a\",\"%s\":true}";
        int others = names.length() - 2;
        String longest = names.formatted("x".repeat(4_096 - others));
        remember(longest);
        assertThat(remembers(longest)).isTrue();

        String longer = names.formatted("x".repeat(4_097 - others));
        remember(longer);
        assertThat(remembers(longer)).isFalse();
    }
}
