package dev.llmbench.core.internal.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The keys of a mapping in a plan file; unknown ones are refused when it is opened. */
final class Fields {
    private final Place place;
    private final PlanNode.Mapping mapping;

    Fields(Place place, PlanNode.Mapping mapping, List<String> known) {
        this.place = place;
        this.mapping = mapping;
        if (!place.source().lenient()) {
            mapping.entries().forEach((key, entry) -> {
                if (!known.contains(key)) {
                    throw unknown(key, entry, known);
                }
            });
        }
    }

    private RuntimeException unknown(String key, PlanNode.Entry entry, List<String> known) {
        String hint = Nearest.hint(key, known);
        return place.source()
                .problem(
                        entry.line(),
                        "unknown key " + Echo.of(key)
                                + (place.path().isEmpty() ? " at the top" : " in " + place.path())
                                + (hint.isEmpty() ? "; known are " + String.join(", ", known) : hint));
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    Optional<Place> at(String key) {
        PlanNode.Entry entry = mapping.entries().get(key);
        return entry == null ? Optional.empty() : Optional.of(new Place(place.source(), pathOf(key), entry.value()));
    }

    private String pathOf(String key) {
        String shown = Echo.harmless(key) ? key : "…";
        return place.path().isEmpty() ? shown : place.path() + "." + shown;
    }

    <T> Optional<T> optional(String key, Function<Place, T> read) {
        return at(key).map(read);
    }

    <T> T or(String key, Function<Place, T> read, T otherwise) {
        return at(key).map(read).orElse(otherwise);
    }

    <T> T required(String key, Function<Place, T> read) {
        return read.apply(at(key).orElseThrow(() -> place.problem("'" + key + "' is missing")));
    }

    /** Refuses two keys of which only one can be meant. */
    void notBoth(String one, String other) {
        if (has(one) && has(other)) {
            throw place.problem("give either '" + one + "' or '" + other + "', not both");
        }
    }

    /** All keys, in the file's order. */
    Set<String> keys() {
        return mapping.entries().keySet();
    }

    /** Every key with its value. */
    <T> Map<String, T> all(Function<Place, T> read) {
        Map<String, T> map = new LinkedHashMap<>();
        mapping.entries().keySet().forEach(key -> map.put(key, read.apply(at(key).orElseThrow())));
        return map;
    }
}
