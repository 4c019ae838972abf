package dev.llmbench.core.internal.secret;

import dev.llmbench.api.SecretRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces secrets in any text by {@code [secret env:NAME]}.
 *
 * <p>Found are the values themselves and their forms in JSON, URLs, HTML and base64, also inside a longer base64 text
 * such as that of {@code Bearer <key>}, and the beginning of a value at which a text was cut off. Safe for use by many
 * threads.
 */
public final class Redactor {
    /** Shorter values would tear up ordinary words. */
    static final int SHORTEST = 4;

    /** Of a value at which a text was cut off, so much may stand there. */
    private static final int SHORTEST_BEGINNING = 6;

    private static final Pattern CUT = Pattern.compile("…|\\.\\.\\.|\\z");

    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Optional<Pattern> forms;

    private Redactor(Map<SecretRef, String> secrets) {
        secrets.forEach((reference, value) -> {
            String label = "[secret " + reference + "]";
            values.put(value, label);
            SecretForms.of(value).forEach(form -> labels.putIfAbsent(form, label));
        });
        // the longest first: a form may be part of another
        List<String> longestFirst = labels.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
        forms = longestFirst.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(
                        longestFirst.stream().map(Pattern::quote).collect(Collectors.joining("|"))));
    }

    static Redactor of(Map<SecretRef, String> secrets) {
        return new Redactor(secrets);
    }

    /**
     * Returns a redactor that knows no secret.
     *
     * @return one that changes nothing
     */
    public static Redactor none() {
        return new Redactor(Map.of());
    }

    /**
     * Takes every known secret out of a text. Do so before the text is shortened.
     *
     * @param text any text
     * @return the text with references in the place of secrets
     */
    public String redact(String text) {
        if (forms.isEmpty() || text.isEmpty()) {
            return text;
        }
        // one pass, so that a replacement is never searched for another secret
        String clean = forms.get()
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(labels.getOrDefault(found.group(), "[secret]")));
        return withoutBeginnings(clean);
    }

    @Override
    public String toString() {
        return "Redactor" + values.values();
    }

    /** Takes out what is left of a secret where a text was cut: at its end, or before an ellipsis. */
    private String withoutBeginnings(String text) {
        StringBuilder clean = new StringBuilder();
        int from = 0;
        Matcher cut = CUT.matcher(text);
        while (cut.find()) {
            clean.append(withoutBeginning(text.substring(from, cut.start()))).append(cut.group());
            from = cut.end();
        }
        return clean.toString();
    }

    private String withoutBeginning(String text) {
        for (Map.Entry<String, String> secret : values.entrySet()) {
            String value = secret.getKey();
            for (int length = Math.min(value.length() - 1, text.length()); length >= SHORTEST_BEGINNING; length--) {
                if (text.endsWith(value.substring(0, length))) {
                    return text.substring(0, text.length() - length) + secret.getValue();
                }
            }
        }
        return text;
    }
}
