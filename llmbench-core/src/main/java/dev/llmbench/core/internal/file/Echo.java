package dev.llmbench.core.internal.file;

import java.util.regex.Pattern;

/** Decides whether a text from a file may be repeated in a message: what might be a key is not. */
final class Echo {
    private static final int LONGEST = 120;
    private static final Pattern KEY_LIKE =
            Pattern.compile("(?is).*((bearer|basic)\\s+\\S|\\b(sk|pk|rk|hf|ghp|gho|rpa|dop_v1|xox[bp])[-_][a-z0-9]"
                    + "|(key|token|secret|password|auth)\\w*\\s*[=:]|@|[\\x00-\\x1f]).*");
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_-]{20,}");
    private static final String NOT_REPEATED = "a value that is not repeated here since it might be a secret";

    private Echo() {}

    /** Whether a text surely is no key. */
    static boolean harmless(String text) {
        return text.length() <= LONGEST
                && !KEY_LIKE.matcher(text).matches()
                && LONG_WORD
                        .matcher(text)
                        .results()
                        .noneMatch(word -> word.group().chars().anyMatch(Character::isDigit)
                                && word.group().chars().anyMatch(Character::isLetter));
    }

    /** The text in quotes, or words in its place. */
    static String of(String text) {
        return harmless(text) ? "'" + text + "'" : NOT_REPEATED;
    }

    /** A message without the text, where that might be a key. */
    static String scrub(String message, String text) {
        return text.length() < 4 || harmless(text) ? message : message.replace(text, "…");
    }
}
