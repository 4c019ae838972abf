package dev.llmbench.cli;

import dev.llmbench.api.Criteria;
import dev.llmbench.api.Objective;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the result is judged by. */
final class CriteriaOptions {
    @Option(
            names = "--objective",
            paramLabel = "METRIC.pN=TIME",
            description = "A promise to keep, such as ttft.p99=800ms; missed means exit code 3. Repeatable.")
    private List<String> objectives = new ArrayList<>();

    Criteria added(Criteria base) {
        Criteria criteria = base;
        for (String text : objectives) {
            criteria = criteria.withObjective(UsageException.naming("--objective", () -> Objective.parse(text)));
        }
        return criteria;
    }
}
