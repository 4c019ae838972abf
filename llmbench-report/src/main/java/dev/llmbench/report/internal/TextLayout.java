package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.report.internal.Content.Fact;
import dev.llmbench.report.internal.Content.Item;
import dev.llmbench.report.internal.Content.Section;
import java.util.List;

/** Sets a report for a terminal. */
public final class TextLayout {
    private static final String INDENT = "  ";
    private static final String NEXT_LINE = "    ";

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final boolean colour;

    private TextLayout(int width, boolean colour) {
        this.width = width;
        this.colour = colour;
    }

    /**
     * Returns a result as text.
     *
     * @param result the result
     * @param width how many characters a line may have
     * @param colour whether ANSI escape sequences colour what matters
     * @return lines, each ended by a line feed
     */
    public static String render(BenchmarkResult result, int width, boolean colour) {
        return render(ContentBuilder.of(result), width, colour);
    }

    static String render(Content content, int width, boolean colour) {
        TextLayout layout = new TextLayout(width, colour);
        layout.add(content);
        return layout.text.toString();
    }

    private void add(Content content) {
        wrapped(content.title(), Tone.STRONG, "", INDENT);
        for (Item banner : content.banners()) {
            wrapped(banner.text(), banner.tone(), "", INDENT);
        }
        line("");
        facts(content.facts());
        if (!content.columns().isEmpty()) {
            line("");
            table(content);
        }
        for (Section section : content.sections()) {
            line("");
            line(Tone.STRONG.paint(section.heading(), colour));
            section.items().forEach(item -> wrapped(item.text(), item.tone(), INDENT, NEXT_LINE));
        }
    }

    private void facts(List<Fact> facts) {
        int names = facts.stream()
                .mapToInt(fact -> Column.length(fact.name()))
                .max()
                .orElse(0);
        String rest = " ".repeat(names + INDENT.length());
        for (Fact fact : facts) {
            String first = fact.name() + rest.substring(Column.length(fact.name()));
            wrapped(fact.value(), Tone.PLAIN, first, rest);
        }
    }

    private void table(Content content) {
        AlignedTable table = new AlignedTable(content.columns(), width);
        table.lines(colour).forEach(this::line);
        content.notes().forEach(note -> wrapped(note, Tone.PLAIN, "", INDENT));
        if (!table.leftOut().isEmpty()) {
            wrapped("Left out for want of width: " + String.join(", ", table.leftOut()) + ".", Tone.PLAIN, "", INDENT);
        }
    }

    private void wrapped(String words, Tone tone, String first, String rest) {
        Wrapping.wrap(words, width, first, rest).forEach(line -> line(tone.paint(line, colour)));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
