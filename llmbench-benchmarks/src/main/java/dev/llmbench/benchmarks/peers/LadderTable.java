package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.peers.Bend.Part;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Up to which speed the figures of each client hold. */
final class LadderTable {
    private final List<Outcome> outcomes;
    private final Names names;

    /**
     * Creates a table.
     *
     * @param outcomes of one ladder only, failed ones too
     * @param names of the clients
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
                "holds up to, tokens/s",
                "streams",
                "tokens/s",
                "time per token",
                "TTFT p95",
                "all three",
                "last step measured",
                "of a processor there",
                "what is off there");
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
        Shape last = shapes.get(shapes.size() - 1);
        table.row(
                names.title(client),
                Integer.toString(last.streams()),
                highest(shapes, steps, bend -> bend.holds(Part.RATE)),
                highest(shapes, steps, bend -> bend.holds(Part.PER_TOKEN)),
                highest(shapes, steps, bend -> bend.holds(Part.FIRST)),
                highest(shapes, steps, Bend::straight),
                rate(last),
                load(at(steps, last)).orElse(""),
                off(at(steps, last)));
    }

    /** The highest step at which something holds in more than half of the repetitions. */
    private static String highest(List<Shape> shapes, List<Outcome> steps, Predicate<Bend> holds) {
        String highest = "none";
        for (Shape shape : shapes) {
            List<Outcome> step = at(steps, shape);
            long held = step.stream().map(Bend::of).filter(holds).count();
            if (2 * held > step.size()) {
                highest = rate(shape);
            }
        }
        return highest;
    }

    private static List<Outcome> at(List<Outcome> steps, Shape shape) {
        return steps.stream().filter(step -> step.shape().equals(shape)).toList();
    }

    private static String off(List<Outcome> step) {
        Bend bend = Bend.of(step.get(0));
        return bend.words() + (bend.serverHeld() ? "" : " (the server was late itself)");
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
