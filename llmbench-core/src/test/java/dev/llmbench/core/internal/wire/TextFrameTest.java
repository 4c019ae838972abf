package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFrameTest {
    private static final String BEFORE = "{\"id\":\"7\",\"text\":\"";
    private static final String BEHIND = "\",\"end\":null}";

    private final TextFrame frame = new TextFrame();

    private void learn(String before, String text, String behind) {
        byte[] document = bytes("##" + before + text + behind + "##");
        int textFrom = 2 + bytes(before).length;
        int textTo = textFrom + bytes(text).length;
        frame.learn(document, 2, textFrom, textTo, document.length - 2);
    }

    private boolean fits(String document) {
        byte[] around = bytes("{\"" + document + "\"}");
        return frame.fits(around, 2, around.length - 2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", " the", "some words, as long as an event of several tokens may be", "{}[]:,/'"})
    void fits_the_same_document_with_another_text(String text) {
        learn(BEFORE, " once", BEHIND);

        assertThat(fits(BEFORE + text + BEHIND)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"", "a\"", "\"a", "a\",\"end\":\"x", "a\\n", "\\", "a\\", "a\nb", "\u0000", "\u007fé", "日"
            })
    void fits_no_text_that_is_empty_or_must_be_looked_at(String text) {
        learn(BEFORE, " once", BEHIND);

        assertThat(fits(BEFORE + text + BEHIND)).isFalse();
    }

    @Test
    void fits_no_document_that_differs_elsewhere() {
        learn(BEFORE, " once", BEHIND);

        assertThat(fits(BEFORE.replace('7', '8') + "a" + BEHIND)).isFalse();
        assertThat(fits(BEFORE + "a" + BEHIND.replace("null", "true"))).isFalse();
        assertThat(fits(BEFORE + "a" + BEHIND + " ")).isFalse();
        assertThat(fits(" " + BEFORE + "a" + BEHIND)).isFalse();
    }

    /** Of {@code "aa"…"a"}, the same letters may not count as what stands before the text and behind it. */
    @Test
    void fits_no_document_that_is_too_short_for_both_sides_of_the_text() {
        learn("[\"\",\"", "a", "\",\"\"]");

        assertThat(fits("[\"\",\"\"]")).isFalse();
        assertThat(fits("[\"")).isFalse();
        assertThat(fits("")).isFalse();
    }

    @Test
    void fits_nothing_before_it_has_learnt_or_when_it_has_forgotten() {
        assertThat(fits("a")).isFalse();
        assertThat(fits("")).isFalse();

        learn(BEFORE, "a", BEHIND);
        frame.forget();

        assertThat(fits(BEFORE + "a" + BEHIND)).isFalse();
    }

    @Test
    void keeps_no_document_of_more_than_a_kilobyte_and_what_it_learnt_last_of_others() {
        learn("x".repeat(1_020) + "\"", "a", "\"}");
        assertThat(fits("x".repeat(1_020) + "\"a\"}")).isTrue();

        frame.forget();
        learn("x".repeat(1_022) + "\"", "a", "\"}");
        assertThat(fits("x".repeat(1_022) + "\"a\"}")).isFalse();

        learn(BEFORE, "a", BEHIND);
        learn("[\"", "a", "\"]");
        assertThat(fits("[\"b\"]")).isTrue();
        assertThat(fits(BEFORE + "b" + BEHIND)).isFalse();
    }
}
