package dev.llmbench.api;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Says where a secret is to be found, and never holds it: plans, results and logs carry the reference only.
 *
 * <p>The text form is {@code env:NAME}, {@code file:PATH} or {@code lease:NAME}.
 */
public sealed interface SecretRef {
    /**
     * An environment variable of the process that generates load.
     *
     * @param name the variable's name: letters, digits and underscores, not beginning with a digit
     */
    record Env(String name) implements SecretRef {
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

        /** Checks the name without repeating it: people put the key itself here by mistake. */
        public Env {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("the name of an environment variable may hold letters, digits and"
                        + " underscores only; give the variable's name, not the key itself");
            }
            refuseKey("environment variable", name);
        }

        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /**
     * A file whose content, without surrounding white space, is the secret.
     *
     * @param path the file's path
     */
    record File(String path) implements SecretRef {
        /** Refuses an empty path. */
        public File {
            if (path.isBlank()) {
                throw new IllegalArgumentException("the path of a secret's file must not be empty");
            }
            refuseKey("file", path);
        }

        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /**
     * A secret that a rented machine was started with, such as its random API key.
     *
     * @param name the secret's name within the lease
     */
    record OfLease(String name) implements SecretRef {
        /** Refuses an empty name. */
        public OfLease {
            if (name.isBlank()) {
                throw new IllegalArgumentException("the name of a lease's secret must not be empty");
            }
            refuseKey("lease's secret", name);
        }

        @Override
        public String toString() {
            return "lease:" + name;
        }
    }

    /**
     * Refers to an environment variable.
     *
     * @param name the variable's name
     * @return the reference
     */
    static SecretRef env(String name) {
        return new Env(name);
    }

    /**
     * Refers to a file.
     *
     * @param path the file's path
     * @return the reference
     */
    static SecretRef file(String path) {
        return new File(path);
    }

    /**
     * Reads the text form.
     *
     * @param text {@code env:NAME}, {@code file:PATH} or {@code lease:NAME}
     * @return the reference
     * @throws IllegalArgumentException if the text has another form; the message never repeats it, since it may be a key
     */
    static SecretRef parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        String rest = text.substring(colon + 1);
        return switch (kind) {
            case "env" -> new Env(rest);
            case "file" -> new File(rest);
            case "lease" -> new OfLease(rest);
            default ->
                throw new IllegalArgumentException("a secret is given as a reference, env:NAME or file:PATH, never as"
                        + " the value itself (the text is not repeated here)");
        };
    }

    /** References are printed everywhere, so a key in the place of a name must not become one. */
    private static void refuseKey(String what, String name) {
        if (SecretGuess.byValue(name)) {
            throw new IllegalArgumentException(
                    "the name of the " + what + " looks like a key (it is not repeated here);"
                            + " give the name under which the key is to be found");
        }
    }
}
