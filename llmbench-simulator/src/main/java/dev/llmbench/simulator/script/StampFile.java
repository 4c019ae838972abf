package dev.llmbench.simulator.script;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Send stamps as JSON lines, one a request:
 * {@code {"request":0,"connection":0,"clientPort":40312,"requestId":"r-1","received":1,"arrived":1,"headersSent":2,
 * "events":[{"kind":"token","tokens":1,"nanos":3}],"ended":4,"outcome":"complete"}}; what is absent has no key.
 */
public final class StampFile {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StampFile() {}

    /**
     * Writes stamps.
     *
     * @param stamps one line each
     * @param file created or replaced
     * @throws UncheckedIOException when it can't be written
     */
    public static void write(List<RequestStamps> stamps, Path file) {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (RequestStamps one : stamps) {
                out.write(line(one));
                out.newLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The stamps can't be written to " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Reads stamps.
     *
     * @param file as {@link #write} writes it
     * @return in the order of the file
     * @throws UncheckedIOException when it can't be read
     * @throws IllegalArgumentException when a line is not what was written
     */
    public static List<RequestStamps> read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            var stamps = new ArrayList<RequestStamps>();
            String line;
            while ((line = lines.readLine()) != null) {
                stamps.add(parse(line, file));
            }
            return List.copyOf(stamps);
        } catch (IOException e) {
            throw new UncheckedIOException("The stamps can't be read from " + file + ": " + e.getMessage(), e);
        }
    }

    private static String line(RequestStamps stamps) {
        var line = MAPPER.createObjectNode()
                .put("request", stamps.request())
                .put("connection", stamps.connection().index())
                .put("clientPort", stamps.connection().clientPort());
        stamps.requestId().ifPresent(id -> line.put("requestId", id));
        line.put("received", stamps.receivedNanos());
        stamps.arrivedNanos().ifPresent(nanos -> line.put("arrived", nanos));
        stamps.headersSentNanos().ifPresent(nanos -> line.put("headersSent", nanos));
        var events = line.putArray("events");
        for (EventStamp event : stamps.events()) {
            events.addObject()
                    .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                    .put("tokens", event.tokens())
                    .put("nanos", event.nanos());
        }
        stamps.end().nanos().ifPresent(nanos -> line.put("ended", nanos));
        line.put("outcome", stamps.end().outcome().name().toLowerCase(Locale.ROOT));
        return MAPPER.writeValueAsString(line);
    }

    private static RequestStamps parse(String line, Path file) {
        try {
            JsonNode node = MAPPER.readTree(line);
            var events = new ArrayList<EventStamp>();
            for (JsonNode event : node.required("events")) {
                events.add(new EventStamp(
                        EventKind.valueOf(event.required("kind").stringValue().toUpperCase(Locale.ROOT)),
                        event.required("tokens").intValue(),
                        event.required("nanos").longValue()));
            }
            return new RequestStamps(
                    node.required("request").intValue(),
                    new RequestStamps.Connection(
                            node.required("connection").intValue(),
                            node.required("clientPort").intValue()),
                    Optional.of(node.path("requestId").stringValue("")).filter(id -> !id.isEmpty()),
                    node.required("received").longValue(),
                    nanos(node, "arrived"),
                    nanos(node, "headersSent"),
                    events,
                    new RequestStamps.End(
                            Outcome.valueOf(
                                    node.required("outcome").stringValue().toUpperCase(Locale.ROOT)),
                            nanos(node, "ended")));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(file + " holds no stamps: " + e.getMessage(), e);
        }
    }

    private static OptionalLong nanos(JsonNode node, String key) {
        return node.has(key) ? OptionalLong.of(node.get(key).longValue()) : OptionalLong.empty();
    }
}
