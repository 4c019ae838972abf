package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.report.internal.Content.Fact;
import dev.llmbench.report.internal.Content.Item;
import dev.llmbench.report.internal.Content.Section;
import java.util.List;
import java.util.stream.Collectors;

/** Sets a report as GitHub Markdown. */
public final class MarkdownLayout {
    private static final String SPECIAL = "\\`*_{}[]<>#!|~&";

    private final StringBuilder text = new StringBuilder();

    private MarkdownLayout() {}

    /**
     * Returns a result as Markdown.
     *
     * @param result the result
     * @return lines, each ended by a line feed
     */
    public static String render(BenchmarkResult result) {
        return render(ContentBuilder.of(result));
    }

    static String render(Content content) {
        MarkdownLayout layout = new MarkdownLayout();
        layout.add(content);
        return layout.text.toString();
    }

    private void add(Content content) {
        line("## " + escaped(content.title()));
        for (Item banner : content.banners()) {
            line("");
            line("> **" + escaped(banner.text()) + "**");
        }
        line("");
        for (Fact fact : content.facts()) {
            line("- **" + escaped(fact.name()) + "**: " + escaped(fact.value()));
        }
        if (!content.columns().isEmpty()) {
            line("");
            table(content.columns());
        }
        if (!content.notes().isEmpty()) {
            line("");
            content.notes().forEach(note -> line("- " + escaped(note)));
        }
        for (Section section : content.sections()) {
            line("");
            line("### " + escaped(section.heading()));
            line("");
            section.items().forEach(item -> line("- " + escaped(item.text())));
        }
    }

    private void table(List<Column> columns) {
        line(row(columns.stream().map(Column::name).toList()));
        line("|" + " ---: |".repeat(columns.size()));
        for (int i = 0; i < columns.get(0).cells().size(); i++) {
            int row = i;
            line(row(columns.stream()
                    .map(column -> column.cells().get(row))
                    .map(cell -> cell.text() + cell.mark())
                    .toList()));
        }
    }

    private static String row(List<String> values) {
        return values.stream().map(MarkdownLayout::escaped).collect(Collectors.joining(" | ", "| ", " |"));
    }

    /**
     * Returns a text so that names from elsewhere make neither markup nor links, and mention nobody.
     *
     * @param text one line
     * @return the same as Markdown
     */
    public static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '@') {
                escaped.append("&#64;");
            } else {
                if (SPECIAL.indexOf(c) >= 0) {
                    escaped.append('\\');
                }
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
