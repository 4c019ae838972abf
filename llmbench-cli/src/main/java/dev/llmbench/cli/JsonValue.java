package dev.llmbench.cli;

import dev.llmbench.api.SecretRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON on the command line. An object {@code {"secret": "env:NAME"}} is a reference, as in a plan file. */
final class JsonValue {
    private static final String SECRET = "secret";

    private JsonValue() {}

    /** Reads a value; no message repeats the text. */
    static Object parse(String option, String text) {
        try {
            Object tree = JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .build()
                    .readValue(text, Object.class);
            return plain(option, tree);
        } catch (JacksonException e) {
            throw new UsageException(option + ": the value is not JSON (it is not repeated here, since it may be a"
                    + " secret); a text needs double quotes inside single ones, such as '\"text\"'");
        }
    }

    private static Object plain(String option, @Nullable Object value) {
        if (value == null) {
            throw new UsageException(option + ": null can't be sent; leave the field out");
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(element -> copy.add(plain(option, element)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            if (map.keySet().equals(Set.of(SECRET)) && map.get(SECRET) instanceof String reference) {
                return UsageException.naming(option, () -> SecretRef.parse(reference));
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(String.valueOf(key), plain(option, element)));
            return copy;
        }
        return value;
    }
}
