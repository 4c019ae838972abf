package dev.llmbench.api;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises keys that somebody is about to write into a plan by mistake. */
final class SecretGuess {
    private static final Set<String> SECRET_NAMES = Set.of(
            "authorization",
            "proxyauthorization",
            "cookie",
            "setcookie",
            "apikey",
            "xapikey",
            "key",
            "token",
            "secret",
            "password",
            "accesstoken",
            "authtoken",
            "hftoken",
            "bearer");
    private static final Pattern SECRET_SUFFIX =
            Pattern.compile(".*(apikey|accesskey|secretkey|authtoken|password|secret)");
    private static final Pattern SECRET_VALUE = Pattern.compile(
            "(?is)(bearer|basic)\\s+\\S+|(sk|pk|rk|hf|ghp|gho|rpa|dop_v1|xox[bp])[-_][A-Za-z0-9_\\-]{8,}");

    private SecretGuess() {}

    /** Whether a header or field of this name usually carries a secret. */
    static boolean byName(String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return SECRET_NAMES.contains(letters) || SECRET_SUFFIX.matcher(letters).matches();
    }

    /** Whether a text has the form of a well-known kind of key. */
    static boolean byValue(String value) {
        return SECRET_VALUE.matcher(value.strip()).matches();
    }
}
