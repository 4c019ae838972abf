package dev.llmbench.core.internal.secret;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers that a target adds to every request: the key as a bearer token, plain ones, secret ones. */
public final class RequestHeaders {
    private static final String AUTHORIZATION = "Authorization";

    private RequestHeaders() {}

    /**
     * Returns the headers with the secrets' values in place: for the wire only, never for a log.
     *
     * @param target the target
     * @param secrets its secrets
     * @return names, whatever their case, and values
     * @throws ConfigurationException if two headers contradict each other, or a value can't stand in a header
     */
    public static Map<String, String> of(Target target, Secrets secrets) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(target.extras().headers());
        target.extras().secretHeaders().forEach((name, reference) -> {
            if (headers.put(name, checked(reference, secrets)) != null) {
                throw new ConfigurationException(
                        "header '" + name + "' is given twice, plain and as a secret; drop one");
            }
        });
        target.apiKey().ifPresent(reference -> {
            if (headers.put(AUTHORIZATION, "Bearer " + bareKey(reference, secrets)) != null) {
                throw new ConfigurationException(
                        "both an API key (" + reference + ") and a header 'Authorization' are given; drop one of them");
            }
        });
        return Collections.unmodifiableMap(headers);
    }

    private static String bareKey(SecretRef reference, Secrets secrets) {
        String key = checked(reference, secrets);
        if (key.toLowerCase(Locale.ROOT).startsWith("bearer ")) {
            throw new ConfigurationException("the value of " + reference
                    + " begins with 'Bearer'; give the key alone, the word is added by llmbench");
        }
        return key;
    }

    private static String checked(SecretRef reference, Secrets secrets) {
        String value = secrets.value(reference);
        if (value.chars().anyMatch(c -> c > 126)) {
            throw new ConfigurationException("the value of " + reference
                    + " has characters beyond ASCII, which a header can't carry; was it copied with quotes or dashes?");
        }
        return value;
    }
}
