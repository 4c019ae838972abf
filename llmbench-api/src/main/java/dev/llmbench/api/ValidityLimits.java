package dev.llmbench.api;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * When a measurement is doubtful or invalid: the defaults of {@link ValidityCheck}, and what a plan changes.
 *
 * @param suspectAbove changed limits above which a level is suspect
 * @param invalidAbove changed limits above which a level is invalid
 */
public record ValidityLimits(Map<ValidityCheck, Double> suspectAbove, Map<ValidityCheck, Double> invalidAbove) {
    private static final ValidityLimits DEFAULTS = new ValidityLimits(Map.of(), Map.of());

    /** Copies and checks the limits. */
    public ValidityLimits {
        suspectAbove = checked(suspectAbove);
        invalidAbove = checked(invalidAbove);
        for (ValidityCheck check : ValidityCheck.values()) {
            Optional<Double> suspect =
                    Optional.ofNullable(suspectAbove.get(check)).or(check::suspectAbove);
            Optional<Double> invalid =
                    Optional.ofNullable(invalidAbove.get(check)).or(check::invalidAbove);
            if (suspect.isPresent() && invalid.isPresent() && suspect.get() > invalid.get()) {
                throw new IllegalArgumentException("the limit of " + check + " above which a level is suspect ("
                        + suspect.get() + ") must not be higher than the one above which it is invalid ("
                        + invalid.get() + ")");
            }
        }
    }

    /**
     * Returns the limits of {@code metrics.md}.
     *
     * @return the defaults
     */
    public static ValidityLimits defaults() {
        return DEFAULTS;
    }

    /**
     * Returns the limit above which a level is suspect.
     *
     * @param check the check
     * @return the limit in the check's unit, or empty where there is none
     */
    public Optional<Double> suspect(ValidityCheck check) {
        return Optional.ofNullable(suspectAbove.get(check)).or(check::suspectAbove);
    }

    /**
     * Returns the limit above which a level is invalid.
     *
     * @param check the check
     * @return the limit in the check's unit, or empty where there is none
     */
    public Optional<Double> invalid(ValidityCheck check) {
        return Optional.ofNullable(invalidAbove.get(check)).or(check::invalidAbove);
    }

    /**
     * Returns these limits with one changed.
     *
     * @param check the check
     * @param suspect above which a level is suspect
     * @param invalid above which a level is invalid
     * @return new limits
     */
    public ValidityLimits with(ValidityCheck check, double suspect, double invalid) {
        Map<ValidityCheck, Double> suspects = new EnumMap<>(ValidityCheck.class);
        suspects.putAll(suspectAbove);
        suspects.put(check, suspect);
        Map<ValidityCheck, Double> invalids = new EnumMap<>(ValidityCheck.class);
        invalids.putAll(invalidAbove);
        invalids.put(check, invalid);
        return new ValidityLimits(suspects, invalids);
    }

    private static Map<ValidityCheck, Double> checked(Map<ValidityCheck, Double> limits) {
        Map<ValidityCheck, Double> copy = new EnumMap<>(ValidityCheck.class);
        limits.forEach((check, limit) -> {
            if (!(limit >= 0)) {
                throw new IllegalArgumentException("the limit of " + check + " must be 0 or more, but was " + limit);
            }
            copy.put(check, limit);
        });
        return Collections.unmodifiableMap(copy);
    }
}
