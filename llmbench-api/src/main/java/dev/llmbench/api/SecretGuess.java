package dev.llmbench.api;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises keys that somebody is about to write into a plan by mistake. A guess: names that usually carry a secret, and
 * texts in the form of well-known kinds of keys. What merely counts or configures tokens ({@code max_tokens},
 * {@code tokenizer}, {@code stop_token}, {@code X-Token-Count}) passes.
 */
final class SecretGuess {
    private static final Set<String> SECRET_NAMES = Set.of(
            "auth", "xauth", "cookie", "setcookie", "xkey", "xtoken", "bearer", "passphrase", "passwd", "credential");

    /** Secret as a header or at the top of a body; deeper they are as often the name of a filter's field. */
    private static final Set<String> SECRET_AT_TOP = Set.of("key", "token");

    private static final Pattern SECRET_SUFFIX =
            Pattern.compile(".*(authorization|apikey|accesskey|secretkey|privatekey"
                    + "|subscriptionkey|functionskey|authkey|authtoken|accesstoken|refreshtoken|sessiontoken|securitytoken"
                    + "|apitoken|bearertoken|hftoken|idtoken|password|secret|credentials)");

    /** The whole text is a key, or a header's value with one. */
    private static final Pattern SECRET_TEXT = Pattern.compile("(?is:bearer\\s+\\S+)"
            + "|(?is:basic\\s+(?=\\S*[0-9=+/])[a-z0-9+/]{6,}={0,2})"
            + "|sk[-_][A-Za-z0-9_-]{8,}"
            + "|hf_(?=[a-z]*[A-Z0-9])[A-Za-z0-9]{8,}");

    /** Somewhere in the text is what can only be a key. */
    private static final Pattern KEY_WITHIN = Pattern.compile("(?<![A-Za-z0-9_-])("
            + "sk-(?=[A-Za-z_-]*[0-9])[A-Za-z0-9_-]{20,}|[spr]k_(live|test)_[A-Za-z0-9]{8,}"
            + "|hf_[A-Za-z0-9]{24,}|gh[oprsu]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{16,}|glpat-[A-Za-z0-9_-]{16,}"
            + "|rpa_[A-Za-z0-9]{8,}|gsk_[A-Za-z0-9]{16,}|nvapi-[A-Za-z0-9_-]{16,}|do[opr]_v1_[a-f0-9]{8,}"
            + "|xox[abeprs]-[A-Za-z0-9-]{8,}|AKIA[A-Z0-9]{16}|AIza[A-Za-z0-9_-]{30,}"
            + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*"
            + ")(?![A-Za-z0-9_-])");

    /** An argument of a command line; what begins like a reference or a blank is none. */
    private static final Pattern ARGUMENT = Pattern.compile("--([A-Za-z][A-Za-z0-9_-]*)(?:=|\\s+)([^\\s-]\\S*)");

    private static final String REFERENCES = "$[<*{";

    private SecretGuess() {}

    /** Whether a header of this name usually carries a secret. */
    static boolean byHeaderName(String name) {
        String letters = letters(name);
        return bySomeName(letters) || SECRET_AT_TOP.contains(letters) || letters.endsWith("token");
    }

    /** Whether a body's field of this name usually carries a secret. */
    static boolean byFieldName(String name, boolean atTop) {
        String letters = letters(name);
        return bySomeName(letters) || (atTop && SECRET_AT_TOP.contains(letters));
    }

    private static boolean bySomeName(String letters) {
        return SECRET_NAMES.contains(letters) || SECRET_SUFFIX.matcher(letters).matches();
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    /** Whether a text has the form of a well-known kind of key, or holds one. */
    static boolean byValue(String value) {
        return SECRET_TEXT.matcher(value.strip()).matches()
                || KEY_WITHIN.matcher(value).find();
    }

    /** Whether a text holds a key, or a command line that sets one. */
    static boolean byText(String text) {
        if (byValue(text)) {
            return true;
        }
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) {
            if (byFieldName(argument.group(1), true)
                    && REFERENCES.indexOf(argument.group(2).charAt(0)) < 0) {
                return true;
            }
        }
        return false;
    }
}
