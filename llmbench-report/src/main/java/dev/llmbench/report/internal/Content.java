package dev.llmbench.report.internal;

import java.util.List;

/**
 * What a report says, whatever the form: every form says the same.
 *
 * @param title which run
 * @param banners what must not be overlooked
 * @param facts what was measured, and how
 * @param columns the levels
 * @param notes what the table's figures and marks mean
 * @param sections what follows from them
 */
record Content(
        String title,
        List<Item> banners,
        List<Fact> facts,
        List<Column> columns,
        List<String> notes,
        List<Section> sections) {
    /** A named fact. */
    record Fact(String name, String value) {}

    /** A sentence. */
    record Item(String text, Tone tone) {
        static Item of(String text) {
            return new Item(text, Tone.PLAIN);
        }
    }

    /** Sentences on one subject. */
    record Section(String heading, List<Item> items) {}
}
