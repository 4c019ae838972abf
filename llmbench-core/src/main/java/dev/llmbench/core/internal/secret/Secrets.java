package dev.llmbench.core.internal.secret;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Served;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values of all secrets that a target refers to, resolved once before a run.
 *
 * <p>Safe for use by many threads. Its text form names references only.
 */
public final class Secrets {
    private static final int LARGEST_FILE = 64 * 1024;

    private final Map<SecretRef, String> values;
    private final Redactor redactor;

    private Secrets(Map<SecretRef, String> values) {
        this.values = Map.copyOf(values);
        this.redactor = Redactor.of(values);
    }

    /**
     * Resolves every secret that the target of a server refers to.
     *
     * @param served the server; it knows the secrets of its lease
     * @param environment the environment's variables, such as {@code name -> Optional.ofNullable(System.getenv(name))}
     * @return the values
     * @throws ConfigurationException if one is missing, empty, shorter than {@value Redactor#SHORTEST} characters (it
     *     could not be kept out of reports without destroying them), or holds control characters
     */
    public static Secrets of(Served served, Function<String, Optional<String>> environment) {
        Map<SecretRef, String> values = new LinkedHashMap<>();
        for (SecretRef reference : SecretReferences.in(served.target())) {
            values.put(reference, checked(reference, resolve(reference, served, environment)));
        }
        return new Secrets(values);
    }

    /**
     * Returns the value of a secret.
     *
     * @param reference one of the target's references
     * @return the value, never to be logged or kept
     * @throws IllegalArgumentException if the target has no such reference
     */
    public String value(SecretRef reference) {
        String value = values.get(reference);
        if (value == null) {
            throw new IllegalArgumentException("the target has no secret " + reference);
        }
        return value;
    }

    /**
     * Returns what takes these secrets out of texts.
     *
     * @return the redactor of all values
     */
    public Redactor redactor() {
        return redactor;
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }

    private static String resolve(SecretRef reference, Served served, Function<String, Optional<String>> environment) {
        if (reference instanceof SecretRef.Env env) {
            return environment
                    .apply(env.name())
                    .orElseThrow(() -> new ConfigurationException("the environment variable " + env.name()
                            + " is not set; export it with the key as its value, or name another variable"));
        }
        if (reference instanceof SecretRef.File file) {
            return ofFile(file.path());
        }
        SecretRef.OfLease ofLease = (SecretRef.OfLease) reference;
        return served.resolve(ofLease)
                .orElseThrow(() -> new ConfigurationException("there is no secret '" + ofLease.name()
                        + "' in the lease of this server; lease:… refers to servers that llmbench rented"));
    }

    private static String ofFile(String path) {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                String what = Files.exists(file) ? "is not a file" : "does not exist";
                throw new ConfigurationException(
                        "the secret's file '" + path + "' " + what + "; write the key into it, or name another file");
            }
            if (Files.size(file) > LARGEST_FILE) {
                throw new ConfigurationException("the secret's file '" + path + "' is larger than " + LARGEST_FILE
                        + " bytes; it must hold nothing but the key");
            }
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().strip();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    "the secret's file '" + path + "' is not text in UTF-8; it must hold nothing but the key");
        } catch (IOException | InvalidPathException e) {
            throw new ConfigurationException(
                    "the secret's file '" + path + "' can't be read ("
                            + e.getClass().getSimpleName() + "); check its permissions",
                    e);
        }
    }

    /** A value in one piece of printable text; the messages tell its length at most. */
    private static String checked(SecretRef reference, String raw) {
        if (raw.codePoints().anyMatch(Character::isISOControl)) {
            throw new ConfigurationException("the value of " + reference
                    + " has a line break or another control character in it; it must be the key alone, on one line");
        }
        // blanks around a header's value are lost on the way, so the server would never echo them
        String value = raw.strip();
        if (value.isEmpty()) {
            throw new ConfigurationException("the value of " + reference + " is empty; set it to the key");
        }
        if (value.length() < Redactor.SHORTEST) {
            throw new ConfigurationException("the value of " + reference + " has only " + value.length()
                    + " characters; a key shorter than " + Redactor.SHORTEST
                    + " can't be kept out of reports, use a longer one");
        }
        return value;
    }
}
