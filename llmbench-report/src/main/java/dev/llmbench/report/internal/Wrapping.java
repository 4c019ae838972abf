package dev.llmbench.report.internal;

import java.util.ArrayList;
import java.util.List;

/** Breaks sentences at blanks. */
final class Wrapping {
    private Wrapping() {}

    /** Lines of at most {@code width} characters, the first begun by {@code first}, the others by {@code rest}. */
    static List<String> wrap(String text, int width, String first, String rest) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ", -1)) {
            String left = word;
            int needed = Column.length(line.toString()) + (empty ? 0 : 1) + Column.length(left);
            if (needed > width && !empty) {
                lines.add(line.toString());
                line = new StringBuilder(rest);
                empty = true;
            }
            int room = width - Column.length(line.toString());
            // Only an address or a name without blanks is ever longer than a line.
            while (empty && Column.length(left) > room) {
                int cut = left.offsetByCodePoints(0, room);
                lines.add(line + left.substring(0, cut));
                left = left.substring(cut);
                line = new StringBuilder(rest);
                room = width - Column.length(rest);
            }
            line.append(empty ? "" : " ").append(left);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }
}
