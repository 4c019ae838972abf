package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Validity.Finding;
import dev.llmbench.api.Validity.NotChecked;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.ValidityLimits;
import dev.llmbench.api.Verdict;
import dev.llmbench.report.internal.Content.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Why figures can be trusted or not, with value, limit and remedy. */
final class ValidityWords {
    private ValidityWords() {}

    static List<Item> of(BenchmarkResult result) {
        ValidityLimits limits = result.job().plan().criteria().limits();
        Set<ValidityCheck> broken = EnumSet.noneOf(ValidityCheck.class);
        List<Item> items = new ArrayList<>();
        for (LevelResult level : result.levels()) {
            List<Finding> reasons = level.verdict().validity().reasons();
            if (!reasons.isEmpty()) {
                reasons.forEach(reason -> broken.add(reason.check()));
                items.add(new Item(
                        level.point().label() + " " + level.validity() + ": " + reasons(reasons, limits),
                        Words.tone(level.validity())));
            }
        }
        if (items.isEmpty() && !result.levels().isEmpty()) {
            items.add(new Item("VALID: every check that could be made was passed.", Tone.GOOD));
        }
        broken.forEach(
                check -> items.add(Item.of("What to do about " + check.label() + ": " + Words.remedy(check) + ".")));
        notChecked(result).ifPresent(items::add);
        return items;
    }

    static String reasons(List<Finding> reasons, ValidityLimits limits) {
        return reasons.stream().map(reason -> reason(reason, limits)).collect(Collectors.joining("; "));
    }

    private static String reason(Finding finding, ValidityLimits limits) {
        ValidityCheck check = finding.check();
        Optional<Double> limit = finding.verdict() == Verdict.INVALID ? limits.invalid(check) : limits.suspect(check);
        return check.label()
                + finding.value()
                        .map(value -> " " + Figures.number(value) + unit(check))
                        .orElse("")
                + limit.filter(bound -> finding.value().isPresent())
                        .map(bound -> " (limit " + Figures.stated(bound) + unit(check) + ")")
                        .orElse("");
    }

    private static String unit(ValidityCheck check) {
        return check.unit().isEmpty() ? "" : " " + check.unit();
    }

    private static Optional<Item> notChecked(BenchmarkResult result) {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (LevelResult level : result.levels()) {
            for (NotChecked missing : level.verdict().validity().notChecked()) {
                reasons.putIfAbsent(missing.check().label(), CleanText.of(missing.because()));
            }
        }
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Item.of("NOT CHECKED: "
                + reasons.entrySet().stream()
                        .map(entry ->
                                entry.getKey() + (entry.getValue().isEmpty() ? "" : " (" + entry.getValue() + ")"))
                        .collect(Collectors.joining(", "))
                + "."));
    }
}
