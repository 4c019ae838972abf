package dev.llmbench.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Further fields of a JSON object, such as {@code top_p} or {@code chat_template_kwargs}: an immutable tree without
 * foreign types.
 *
 * <p>Values are {@link String}, {@link Boolean}, {@link Long}, {@link BigDecimal}, {@link List}, {@link Map} with string
 * keys, or a {@link SecretRef} in the place of a secret. Other whole numbers become {@code Long} where they fit, all other
 * numbers {@code BigDecimal}. A value that looks like a key is refused: use a {@link SecretRef}.
 *
 * @param values the fields in their order
 */
public record JsonFields(Map<String, Object> values) {
    private static final JsonFields NONE = new JsonFields(Map.of());
    private static final int MAX_DEPTH = 32;
    private static final int MAX_MAGNITUDE = 400;

    /** Copies the tree and checks every value. */
    public JsonFields {
        values = copyOfMap(values, 0);
    }

    /**
     * Returns no fields.
     *
     * @return the empty value
     */
    public static JsonFields none() {
        return NONE;
    }

    /**
     * Returns these fields and one more.
     *
     * @param name the field's name
     * @param value its value
     * @return a new value; a field of the same name is replaced
     */
    public JsonFields with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new JsonFields(more);
    }

    /**
     * Tells whether there is no field.
     *
     * @return true when empty
     */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    private static Map<String, Object> copyOfMap(Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            if (!(name instanceof String text) || text.isEmpty()) {
                throw new IllegalArgumentException("names of body fields must be texts that are not empty");
            }
            copy.put(text, copyOf(text, value, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyOf(String name, Object value, int depth) {
        Objects.requireNonNull(value, () -> "body field '" + name + "' must not be null");
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("body field '" + name + "' is nested deeper than " + MAX_DEPTH);
        }
        if (value instanceof String text) {
            refuseSecret(name, text, depth == 1);
            return text;
        }
        if (value instanceof Boolean || value instanceof SecretRef) {
            return value;
        }
        if (value instanceof Number number) {
            return copyOfNumber(name, number);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            list.forEach(element -> copy.add(copyOf(name, element, depth + 1)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Map<?, ?> map) {
            return copyOfMap(map, depth);
        }
        throw new IllegalArgumentException("body field '" + name + "' must be text, number, boolean, list, map or"
                + " SecretRef, but was " + value.getClass().getName());
    }

    private static Object copyOfNumber(String name, Number number) {
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger big && big.bitLength() < Long.SIZE) {
            return big.longValue();
        }
        try {
            BigDecimal decimal = new BigDecimal(number.toString()).stripTrailingZeros();
            long magnitude = (long) decimal.precision() - decimal.scale(); // in int, 1E+2147483647 would wrap round
            if (Math.abs(magnitude) > MAX_MAGNITUDE) {
                throw new IllegalArgumentException(
                        "body field '" + name + "' must be a number within the range of a double");
            }
            boolean whole = decimal.scale() <= 0 && decimal.toBigIntegerExact().bitLength() < Long.SIZE;
            return whole ? (Object) decimal.longValueExact() : decimal;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "body field '" + name + "' must be a finite number, but was " + number, e);
        }
    }

    private static void refuseSecret(String name, String value, boolean atTop) {
        if (SecretGuess.byFieldName(name, atTop) || SecretGuess.byValue(value)) {
            throw new IllegalArgumentException(
                    "body field '" + name + "' looks like a secret (its value is not repeated"
                            + " here); put the key into an environment variable and give SecretRef.env(\"NAME\")");
        }
    }
}
