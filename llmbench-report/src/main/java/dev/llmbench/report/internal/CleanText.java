package dev.llmbench.report.internal;

/**
 * Text from elsewhere (servers, files, users) made harmless for a terminal: one line without control characters.
 *
 * <p>A server that names its engine {@code ESC]0;…} must not be able to change the reader's terminal, and one that sends
 * line breaks or reversed writing must not be able to forge lines of a report.
 */
public final class CleanText {
    private static final int LONGEST = 300;
    private static final String CUT = "…";

    private CleanText() {}

    /**
     * Returns a text as one harmless line.
     *
     * @param text any text
     * @return without controls, format characters and surplus blanks, cut after 300 characters
     */
    public static String of(String text) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), LONGEST + 1));
        int kept = 0;
        boolean blank = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                blank = kept > 0;
            } else if (visible(point)) {
                if (kept >= LONGEST) {
                    return clean.append(CUT).toString();
                }
                if (blank) {
                    clean.append(' ');
                    blank = false;
                }
                clean.appendCodePoint(point);
                kept++;
            }
        }
        return clean.toString();
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
