package dev.llmbench.core.internal.secret;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.JsonFields;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Puts secrets into the bodies of requests at the last moment.
 *
 * <p>{@link JsonFields} never holds a key, so a protocol writes a random whole number of 18 digits in the place of each
 * secret, and {@link #fill} replaces the number in the bytes. Thus no record, protocol or log ever sees the value. Safe
 * for use by many threads.
 */
public final class BodySecrets {
    private static final long SMALLEST = 100_000_000_000_000_000L;
    private static final long NUMBERS = 900_000_000_000_000_000L;

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Place(SecretRef reference, byte[] number, byte[] value, byte[] shown) {}

    private final JsonFields fields;
    private final List<Place> places;

    private BodySecrets(JsonFields fields, List<Place> places) {
        this.fields = fields;
        this.places = List.copyOf(places);
    }

    /**
     * Prepares the body fields of a target.
     *
     * @param target the target
     * @param secrets its secrets
     * @return the fields with numbers in the place of secrets, and what replaces them
     */
    public static BodySecrets of(Target target, Secrets secrets) {
        JsonFields original = target.extras().bodyFields();
        Set<SecretRef> references = new LinkedHashSet<>();
        SecretReferences.collect(original.values(), references);
        if (references.isEmpty()) {
            return new BodySecrets(original, List.of());
        }
        SecureRandom random = new SecureRandom();
        Map<SecretRef, Long> numbers = new LinkedHashMap<>();
        List<Place> places = new ArrayList<>();
        for (SecretRef reference : references) {
            long number = SMALLEST + random.nextLong(NUMBERS);
            numbers.put(reference, number);
            places.add(new Place(
                    reference,
                    Long.toString(number).getBytes(StandardCharsets.US_ASCII),
                    quoted(secrets.value(reference)),
                    quoted(reference.toString())));
        }
        return new BodySecrets(new JsonFields(withNumbers(original.values(), numbers)), places);
    }

    /**
     * Returns the body fields for {@link dev.llmbench.api.spi.Ask}.
     *
     * @return the fields with numbers in the place of secrets
     */
    public JsonFields fields() {
        return fields;
    }

    /**
     * Puts the values into the bytes that a protocol wrote.
     *
     * @param body the body of a request
     * @return the body to send; the same array when there is no secret
     * @throws ConfigurationException if the protocol did not write the field of a secret
     */
    public byte[] fill(byte[] body) {
        byte[] filled = body;
        for (Place place : places) {
            filled = replaced(filled, place, place.value());
        }
        return filled;
    }

    /**
     * Puts the references into the bytes that a protocol wrote, for people to read.
     *
     * @param body the body of a request
     * @return the body with {@code "env:NAME"} where the secret goes
     */
    public byte[] describe(byte[] body) {
        byte[] described = body;
        for (Place place : places) {
            described = replaced(described, place, place.shown());
        }
        return described;
    }

    private static byte[] replaced(byte[] body, Place place, byte[] by) {
        Optional<byte[]> result = replacedAll(body, place.number(), by);
        return result.orElseThrow(
                () -> new ConfigurationException("the protocol did not write the body field that holds "
                        + place.reference() + "; give the secret as a header instead"));
    }

    private static Optional<byte[]> replacedAll(byte[] body, byte[] number, byte[] by) {
        int at = indexOf(body, number, 0);
        if (at < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + by.length);
        int from = 0;
        while (at >= 0) {
            out.write(body, from, at - from);
            out.writeBytes(by);
            from = at + number.length;
            at = indexOf(body, number, from);
        }
        out.write(body, from, body.length - from);
        return Optional.of(out.toByteArray());
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            int matched = 0;
            while (matched < wanted.length && bytes[at + matched] == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] quoted(String text) {
        return ('"' + new String(JsonStringEncoder.getInstance().quoteAsCharArray(text)) + '"')
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> withNumbers(Map<?, ?> map, Map<SecretRef, Long> numbers) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put((String) name, withNumber(value, numbers)));
        return copy;
    }

    private static Object withNumber(Object value, Map<SecretRef, Long> numbers) {
        if (value instanceof SecretRef reference) {
            return numbers.getOrDefault(reference, 0L);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(element -> withNumber(element, numbers)).toList();
        }
        return value instanceof Map<?, ?> map ? withNumbers(map, numbers) : value;
    }
}
