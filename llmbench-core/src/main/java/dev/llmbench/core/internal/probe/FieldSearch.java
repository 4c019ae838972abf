package dev.llmbench.core.internal.probe;

import dev.llmbench.api.spi.WireRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Finds out which optional fields a server refuses, by asking.
 *
 * <p>A field that the server's words name is left out first; without words, fields are left out one after the other in
 * the protocol's order until the server is content, and then each that was left out on suspicion is tried again.
 */
final class FieldSearch {
    private final List<String> optional;
    private final Function<Set<String>, WireRequest> encoder;
    private final Function<WireRequest, Answer> asker;
    private final Function<Answer, String> words;

    private final Set<String> dropped = new LinkedHashSet<>();
    private final Set<String> suspects = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    FieldSearch(
            List<String> optional,
            Function<Set<String>, WireRequest> encoder,
            Function<WireRequest, Answer> asker,
            Function<Answer, String> words) {
        this.optional = optional;
        this.encoder = encoder;
        this.asker = asker;
        this.words = words;
    }

    /** Asks until the server answers otherwise than with 400 or 422, or nothing is left to leave out. */
    Answer run() {
        Answer answer = asker.apply(encoder.apply(dropped));
        while (refused(answer)) {
            String said = words.apply(answer);
            List<String> present = present();
            if (present.isEmpty()) {
                return answer;
            }
            String next = present.stream()
                    .filter(name -> names(said, name))
                    .findFirst()
                    .orElse("");
            if (next.isEmpty()) {
                next = present.get(0);
                suspects.add(next);
            } else {
                notes.add("the server refuses the field '" + next + "' (" + answer.status() + ": " + said
                        + "); it is left out");
            }
            dropped.add(next);
            answer = asker.apply(encoder.apply(dropped));
        }
        return answer.ok() ? clearSuspects(answer) : answer;
    }

    /** The fields that must not be sent, in the order in which they were found. */
    Set<String> dropped() {
        return dropped;
    }

    List<String> notes() {
        return notes;
    }

    static boolean names(String words, String field) {
        return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(field) + "(?![A-Za-z0-9_])")
                .matcher(words)
                .find();
    }

    private static boolean refused(Answer answer) {
        return answer.status() == 400 || answer.status() == 422;
    }

    private Answer clearSuspects(Answer good) {
        Answer latest = good;
        for (String suspect : suspects) {
            Optional<Answer> cleared = suspects.size() == 1 ? Optional.empty() : withAgain(suspect);
            if (cleared.isPresent()) {
                dropped.remove(suspect);
                latest = cleared.get();
            } else {
                notes.add("the server refuses the field '" + suspect + "' without naming it; it is left out");
            }
        }
        return latest;
    }

    private Optional<Answer> withAgain(String suspect) {
        Set<String> without = new LinkedHashSet<>(dropped);
        without.remove(suspect);
        return Optional.of(asker.apply(encoder.apply(without))).filter(Answer::ok);
    }

    /** Optional fields that the request really holds: those without which it would be another. */
    private List<String> present() {
        byte[] now = encoder.apply(dropped).body();
        return optional.stream()
                .filter(name -> !dropped.contains(name))
                .filter(name -> {
                    Set<String> more = new LinkedHashSet<>(dropped);
                    more.add(name);
                    return !Arrays.equals(now, encoder.apply(more).body());
                })
                .toList();
    }
}
