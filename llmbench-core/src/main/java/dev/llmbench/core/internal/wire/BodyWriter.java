package dev.llmbench.core.internal.wire;

import dev.llmbench.api.SecretRef;
import dev.llmbench.api.spi.Ask;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the body of a request, in which the fields of {@link Ask#bodyFields()} replace the protocol's own of the same name.
 * They are sent even when dropped: the plan's author wrote them down, so a server's refusal must be seen rather than worked
 * around.
 */
final class BodyWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private final Ask ask;
    private final Map<String, Object> extra;
    private final JsonGenerator json;

    /** The author's field that is written already, together with the protocol's part of it. */
    private String written = "";

    private BodyWriter(Ask ask, Map<String, Object> extra, JsonGenerator json) {
        this.ask = ask;
        this.extra = extra;
        this.json = json;
    }

    /**
     * Writes a body.
     *
     * @param ask what is asked
     * @param protocol writes the protocol's own fields
     * @return its bytes
     */
    static byte[] write(Ask ask, Consumer<BodyWriter> protocol) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(1024);
        try (JsonGenerator json = generator(body)) {
            new BodyWriter(ask, ask.bodyFields().values(), json).writeObject(protocol);
        }
        return body.toByteArray();
    }

    static JsonGenerator generator(ByteArrayOutputStream body) {
        return JSON.createGenerator(ObjectWriteContext.empty(), body);
    }

    private void writeObject(Consumer<BodyWriter> own) {
        json.writeStartObject();
        own.accept(this);
        extra.forEach(this::writeExtra);
        json.writeEndObject();
    }

    /** Whether the protocol writes this field, because the plan's author did not. */
    boolean own(String name) {
        return !extra.containsKey(name);
    }

    /** Whether the protocol writes this field, which some servers refuse. */
    boolean optional(String name) {
        return own(name) && !ask.droppedFields().contains(name);
    }

    void text(String name, String value) {
        if (own(name)) {
            json.writeStringProperty(name, value);
        }
    }

    void whole(String name, int value) {
        if (own(name)) {
            json.writeNumberProperty(name, value);
        }
    }

    void real(String name, double value) {
        if (own(name)) {
            json.writeNumberProperty(name, value);
        }
    }

    void truth(String name, boolean value) {
        if (own(name)) {
            json.writeBooleanProperty(name, value);
        }
    }

    /** Writes a value of any form. */
    void value(String name, Consumer<JsonGenerator> writer) {
        if (own(name)) {
            json.writeName(name);
            writer.accept(json);
        }
    }

    /** Writes an object to which the plan's author may have added fields. */
    void object(String name, Consumer<BodyWriter> fields) {
        Object given = extra.get(name);
        if (given == null) {
            json.writeName(name);
            new BodyWriter(ask, Map.of(), json).writeObject(fields);
        } else if (given instanceof Map<?, ?> map) {
            json.writeName(name);
            @SuppressWarnings("unchecked") // the names of JSON fields are text
            Map<String, Object> more = (Map<String, Object>) map;
            new BodyWriter(ask, more, json).writeObject(fields);
            written = name;
        }
    }

    private void writeExtra(String name, Object value) {
        if (!name.equals(written)) {
            json.writeName(name);
            writeValue(name, value);
        }
    }

    private void writeValue(String name, Object value) {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Long whole) {
            json.writeNumber(whole);
        } else if (value instanceof BigDecimal fraction) {
            json.writeNumber(fraction);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> writeValue(name, element));
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, element) -> {
                json.writeName((String) key);
                writeValue((String) key, element);
            });
            json.writeEndObject();
        } else {
            String what = value instanceof SecretRef
                    ? "an unresolved secret"
                    : value.getClass().getName();
            throw new IllegalStateException("body field '" + name + "' holds " + what);
        }
    }
}
