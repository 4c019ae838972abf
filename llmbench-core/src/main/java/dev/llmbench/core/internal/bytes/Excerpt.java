package dev.llmbench.core.internal.bytes;

import java.nio.charset.StandardCharsets;

/** Shows what a peer sent in one line that is safe to print: bounded, control characters escaped. */
public final class Excerpt {
    /** The longest message that is kept of an error. */
    public static final int LONGEST = 500;

    private Excerpt() {}

    /**
     * Shows bytes that should be UTF-8.
     *
     * @param bytes where they are
     * @param from the first byte
     * @param to behind the last byte
     * @param longest how many characters the line has at most
     * @return one line, ending with … when something was left out
     */
    public static String of(byte[] bytes, int from, int to, int longest) {
        // four bytes a character at most: more can't be shown, and a giant must not be decoded for its first words
        int shown = (int) Math.min(to - from, 4L * (longest + 1));
        String text = new String(bytes, from, shown, StandardCharsets.UTF_8);
        return line(text, longest, shown < to - from);
    }

    /**
     * Shows a text.
     *
     * @param text any text
     * @param longest how many characters the line has at most
     * @return one line, ending with … when something was left out
     */
    public static String of(String text, int longest) {
        return line(text, longest, false);
    }

    private static String line(String text, int longest, boolean more) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest) + 16);
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            int before = line.length();
            append(line, point);
            at += Character.charCount(point);
            boolean last = at >= text.length() && !more;
            if (line.length() > (last ? longest : longest - 1)) {
                line.setLength(before);
                return line.append('…').toString();
            }
        }
        return more ? line.append('…').toString() : line.toString();
    }

    private static void append(StringBuilder line, int point) {
        switch (point) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (isPrintable(point)) {
                    line.appendCodePoint(point);
                } else {
                    line.append(String.format("\\u%04x", point));
                }
            }
        }
    }

    private static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            // format characters reverse or hide text on a terminal
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
