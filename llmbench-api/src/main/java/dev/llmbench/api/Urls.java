package dev.llmbench.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses of servers and proxies, in one form. An address that is refused is repeated only where nothing in it can be a
 * secret: people paste keys and user info into addresses.
 */
final class Urls {
    /** No {@code @}, {@code ?}, {@code #}, {@code %}: nothing that separates user info or parameters. */
    private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9+.-]*(:(//)?[A-Za-z0-9._:\\[\\]/-]*)?");

    private static final int MOST_SHOWN = 100;

    private Urls() {}

    /** Reads an address; {@code what} begins the message when it is none. */
    static URI parse(String what, String text, String example) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            // Neither text nor cause is kept: they may hold user info.
            throw new IllegalArgumentException(what + " is not valid at character " + (e.getIndex() + 1) + ": "
                    + e.getReason() + "; give something like " + example);
        }
    }

    /** Checks an address and returns it without slashes at its end, scheme and host in lower case. */
    static URI normalized(String what, URI url, Set<String> schemes, String form) {
        String authority = url.getRawAuthority();
        if (url.getRawUserInfo() != null || (authority != null && authority.contains("@"))) {
            throw new IllegalArgumentException(
                    what + " must not carry user info (it is not repeated here); give the key by reference, such as"
                            + " SecretRef.env(\"NAME\") or --api-key-env NAME");
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!schemes.contains(scheme) || url.getHost() == null) {
            throw new IllegalArgumentException(what + " " + form + ", but was " + shown(url));
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    what + " must not have a query or fragment (they are not repeated here)");
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            throw new IllegalArgumentException(what + " has the port " + url.getPort() + "; ports go from 1 to 65535");
        }
        String path = withoutSlashesAtEnd(url.getRawPath() == null ? "" : url.getRawPath());
        for (String segment : path.split("/", -1)) {
            if (SecretGuess.byValue(segment)) {
                throw new IllegalArgumentException(
                        what + " has a path that looks like a secret (it is not repeated here); give the key by"
                                + " reference, such as SecretRef.env(\"NAME\")");
            }
        }
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(scheme + "://" + url.getHost().toLowerCase(Locale.ROOT) + port + path);
    }

    static String withoutSlashesAtEnd(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private static String shown(URI url) {
        String text = url.toString();
        boolean harmless = text.length() <= MOST_SHOWN
                && HARMLESS.matcher(text).matches()
                && !SecretGuess.byValue(text)
                && !SecretGuess.byValue(text.substring(text.indexOf(':') + 1));
        return harmless ? "'" + text + "'" : "something else (it is not repeated here)";
    }
}
