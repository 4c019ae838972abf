package dev.llmbench.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whether a level's measurement can be trusted, and why.
 *
 * @param findings what was checked, with its value and the verdict
 * @param notChecked what could not be checked, with the reason; never silently valid
 */
public record Validity(List<Finding> findings, List<NotChecked> notChecked) {
    /** Copies the lists. */
    public Validity {
        findings = List.copyOf(findings);
        notChecked = List.copyOf(notChecked);
    }

    /**
     * One check that was made.
     *
     * @param check which
     * @param value the measured value in the check's unit; absent for a check that is only yes or no
     * @param verdict what it means
     */
    public record Finding(ValidityCheck check, Optional<Double> value, Verdict verdict) {}

    /**
     * One check that could not be made.
     *
     * @param check which
     * @param because why not
     */
    public record NotChecked(ValidityCheck check, String because) {}

    /**
     * Returns the worst of all findings.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return findings.stream()
                .map(Finding::verdict)
                .max(Comparator.naturalOrder())
                .orElse(Verdict.VALID);
    }

    /**
     * Returns the findings that speak against the measurement.
     *
     * @return those that are not valid, the worst first
     */
    public List<Finding> reasons() {
        return findings.stream()
                .filter(finding -> finding.verdict() != Verdict.VALID)
                .sorted(Comparator.comparing(Finding::verdict).reversed())
                .toList();
    }
}
