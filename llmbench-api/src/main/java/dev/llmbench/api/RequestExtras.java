package dev.llmbench.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Headers and body fields that a user adds to every request.
 *
 * @param headers plain headers; a name or value that looks like a secret is refused
 * @param secretHeaders headers whose values are secrets, by reference
 * @param bodyFields further fields of the body
 */
public record RequestExtras(Map<String, String> headers, Map<String, SecretRef> secretHeaders, JsonFields bodyFields) {
    private static final RequestExtras NONE = new RequestExtras(Map.of(), Map.of(), JsonFields.none());
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "accept-encoding");

    /** Copies and checks the headers: sorted by name, one of each name whatever its case. */
    public RequestExtras {
        headers = sorted(headers);
        secretHeaders = sorted(secretHeaders);
        headers.forEach(RequestExtras::check);
        secretHeaders.keySet().forEach(RequestExtras::checkName);
    }

    /**
     * Returns no extras.
     *
     * @return the empty value
     */
    public static RequestExtras none() {
        return NONE;
    }

    /**
     * Returns these extras and one more header.
     *
     * @param name the header's name
     * @param value its value, no secret
     * @return new extras
     */
    public RequestExtras header(String name, String value) {
        return new RequestExtras(plus(headers, name, value), secretHeaders, bodyFields);
    }

    /**
     * Returns these extras and one more header whose value is a secret.
     *
     * @param name the header's name
     * @param reference where the value is to be found
     * @return new extras
     */
    public RequestExtras header(String name, SecretRef reference) {
        return new RequestExtras(headers, plus(secretHeaders, name, reference), bodyFields);
    }

    /**
     * Returns these extras and one more body field.
     *
     * @param name the field's name
     * @param value as {@link JsonFields} takes it
     * @return new extras
     */
    public RequestExtras bodyField(String name, Object value) {
        return new RequestExtras(headers, secretHeaders, bodyFields.with(name, value));
    }

    private static <V> Map<String, V> plus(Map<String, V> map, String name, V value) {
        Map<String, V> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(map);
        more.remove(name); // a map that ignores case would keep the old spelling
        more.put(name, value);
        return more;
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        Map<String, V> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        map.forEach((name, value) -> {
            if (sorted.put(name, value) != null) {
                throw new IllegalArgumentException("header '" + name + "' is given twice");
            }
        });
        // Not the tree itself: by its order {A=1} would equal {a=1} with another hash code.
        return Collections.unmodifiableMap(new LinkedHashMap<>(sorted));
    }

    private static void check(String name, String value) {
        checkName(name);
        if (SecretGuess.byHeaderName(name) || SecretGuess.byValue(value)) {
            throw new IllegalArgumentException("header '" + name + "' looks like a secret (its value is not repeated"
                    + " here); put it into an environment variable and give SecretRef.env(\"NAME\")");
        }
        // Beyond ASCII, too: written as one byte a letter, U+010A would become a line break.
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > '~')) {
            throw new IllegalArgumentException(
                    "header '" + name + "' has a control character, or one beyond ASCII, in its value");
        }
    }

    private static void checkName(String name) {
        if (name.isEmpty() || !name.chars().allMatch(RequestExtras::isTokenCharacter)) {
            throw new IllegalArgumentException("'" + name + "' is not a valid header name");
        }
        if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header '" + name + "' is set by llmbench itself");
        }
    }

    private static boolean isTokenCharacter(int c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        boolean digit = c >= '0' && c <= '9';
        return letter || digit || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
