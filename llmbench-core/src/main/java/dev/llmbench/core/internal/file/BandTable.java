package dev.llmbench.core.internal.file;

import dev.llmbench.api.Band;
import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Bands as small CSV: lines of words behind {@code #}, a head line, a line for each concurrency. */
public final class BandTable {
    /** The head line. */
    static final String HEAD = "concurrency,output_tokens,low,high,success,median_latency_ms";

    private static final List<String> BUILT_IN =
            List.of("000", "000-degradation", "002-h100", "002-h200", "003-l4", "003-a10", "003-a100");
    private static final int FIELDS = 6;

    /** A last column that may be left out. */
    private static final String INPUT = ",input_tokens";

    /** A line of its own: the band is of races only. */
    private static final String RACE = "#! race";

    private BandTable() {}

    /**
     * Returns the names of the bands that come with llmbench.
     *
     * @return as they are asked for
     */
    public static List<String> names() {
        return BUILT_IN;
    }

    /**
     * Returns a band that comes with llmbench.
     *
     * @param name one of {@link #names()}
     * @return the band, or empty where there is none of this name
     */
    public static Optional<Band> builtIn(String name) {
        return BUILT_IN.contains(name) ? Optional.of(parse(name, resource(name))) : Optional.empty();
    }

    /**
     * Reads a band.
     *
     * @param name what it is called, for messages too
     * @param text the CSV
     * @return the band
     * @throws ConfigurationException if the text is something else; the message names the line
     */
    public static Band parse(String name, String text) {
        List<String> about = new ArrayList<>();
        List<Band.Row> rows = new ArrayList<>();
        boolean head = false;
        boolean race = false;
        int fields = FIELDS;
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.equals(RACE)) {
                race = true;
            } else if (line.startsWith("#")) {
                about.add(line.substring(1).strip());
            } else if (!line.isEmpty() && !head) {
                if (!line.equals(HEAD) && !line.equals(HEAD + INPUT)) {
                    throw wrong(name, i, "the head line must be " + HEAD + ", which " + INPUT + " may follow");
                }
                fields = line.equals(HEAD) ? FIELDS : FIELDS + 1;
                head = true;
            } else if (!line.isEmpty()) {
                rows.add(row(name, i, line, fields));
            }
        }
        if (rows.isEmpty()) {
            throw new ConfigurationException("the band '" + name + "' has no rows; its head line is " + HEAD);
        }
        return new Band(name, about.isEmpty() ? "given in " + name : String.join(" ", about), rows, race);
    }

    private static Band.Row row(String name, int index, String line, int wanted) {
        String[] fields = line.split(",", -1);
        if (fields.length != wanted) {
            throw wrong(
                    name,
                    index,
                    "a line has " + wanted + " fields (" + HEAD + (wanted > FIELDS ? INPUT : "") + "), but this one "
                            + fields.length);
        }
        try {
            return new Band.Row(
                    Integer.parseInt(fields[0].strip()),
                    optional(fields[1], Integer::valueOf),
                    Double.parseDouble(fields[2].strip()),
                    Double.parseDouble(fields[3].strip()),
                    optional(fields[4], Double::valueOf),
                    optional(fields[5], Double::valueOf),
                    wanted > FIELDS ? optional(fields[FIELDS], Integer::valueOf) : Optional.empty());
        } catch (NumberFormatException e) {
            throw wrong(name, index, "every field must be a number or empty");
        } catch (IllegalArgumentException e) {
            throw wrong(name, index, String.valueOf(e.getMessage()));
        }
    }

    private static <T> Optional<T> optional(String field, Function<String, T> number) {
        return field.isBlank() ? Optional.empty() : Optional.of(number.apply(field.strip()));
    }

    private static ConfigurationException wrong(String name, int index, String what) {
        return new ConfigurationException("the band '" + name + "', line " + (index + 1) + ": " + what);
    }

    private static String resource(String name) {
        try (InputStream in = BandTable.class.getResourceAsStream("bands/" + name + ".csv")) {
            if (in == null) {
                throw new IllegalStateException("the band " + name + " is missing from the jar of llmbench-core");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
