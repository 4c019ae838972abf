package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Up to which speed the figures of each client hold. */
final class LadderTable {
    private final List<Outcome> outcomes;
    private final Names names;

    /**
     * Creates a table.
     *
     * @param outcomes of ladders only, failed ones too
     */
    LadderTable(List<Outcome> outcomes, Names names) {
        this.outcomes = outcomes.stream()
                .filter(outcome -> !Runs.disturbed(outcome))
                .sorted(Comparator.comparingDouble(outcome -> outcome.shape().tokensPerSecond()))
                .toList();
        this.names = names;
    }

    /** Returns the table. */
    String text() {
        MarkdownTable table = new MarkdownTable(
                "client",
                "streams",
                "all figures hold up to, tokens/s",
                "of a processor there",
                "next step, tokens/s",
                "what bends");
        Set<String> clients = new LinkedHashSet<>();
        outcomes.forEach(outcome -> clients.add(outcome.client()));
        for (String client : clients) {
            List<Outcome> own = outcomes.stream()
                    .filter(outcome -> outcome.client().equals(client))
                    .toList();
            own.stream()
                    .map(outcome -> outcome.shape().streams())
                    .distinct()
                    .sorted()
                    .forEach(streams -> row(
                            table,
                            client,
                            own.stream()
                                    .filter(outcome -> outcome.shape().streams() == streams)
                                    .toList()));
        }
        return table.text();
    }

    private void row(MarkdownTable table, String client, List<Outcome> steps) {
        List<Shape> shapes = steps.stream().map(Outcome::shape).distinct().toList();
        Optional<Shape> highest = Optional.empty();
        Optional<Shape> next = Optional.empty();
        for (Shape shape : shapes) {
            if (mostly(at(steps, shape))) {
                highest = Optional.of(shape);
                next = Optional.empty();
            } else if (next.isEmpty()) {
                next = Optional.of(shape);
            }
        }
        table.row(
                names.title(client),
                Integer.toString(shapes.get(0).streams()),
                highest.map(LadderTable::rate).orElse("none"),
                highest.flatMap(shape -> load(at(steps, shape))).orElse(""),
                next.map(LadderTable::rate).orElse("(the ladder's end)"),
                next.map(shape -> reason(at(steps, shape))).orElse(""));
    }

    private static List<Outcome> at(List<Outcome> steps, Shape shape) {
        return steps.stream().filter(step -> step.shape().equals(shape)).toList();
    }

    /** Whether the figures held in more than half of the repetitions of a step. */
    private static boolean mostly(List<Outcome> step) {
        long held = step.stream().filter(outcome -> Bend.of(outcome).straight()).count();
        return 2 * held > step.size();
    }

    private static String reason(List<Outcome> step) {
        Bend bend = step.stream()
                .map(Bend::of)
                .filter(one -> !one.straight())
                .findFirst()
                .orElseThrow();
        return String.join(", ", bend.reasons()) + (bend.serverHeld() ? "" : " (the server was late itself)");
    }

    private static Optional<String> load(List<Outcome> step) {
        return step.stream()
                .flatMap(outcome -> outcome.result().stream())
                .map(result -> String.format(Locale.ROOT, "%.2f", result.cost().load()))
                .findFirst();
    }

    private static String rate(Shape shape) {
        return String.format(Locale.ROOT, "%,.0f", shape.allTokensPerSecond());
    }
}
