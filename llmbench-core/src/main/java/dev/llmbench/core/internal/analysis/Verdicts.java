package dev.llmbench.core.internal.analysis;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.ValidityLimits;
import dev.llmbench.api.Verdict;
import dev.llmbench.core.internal.watch.GeneratorFigures;
import dev.llmbench.core.internal.watch.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges whether the measurement of a level can be trusted: every check is made, or listed with why it could not be. */
public final class Verdicts {
    private static final double PERCENT = 100;

    private final ValidityLimits limits;
    private final List<Validity.Finding> findings = new ArrayList<>();
    private final List<Validity.NotChecked> notChecked = new ArrayList<>();

    private Verdicts(ValidityLimits limits) {
        this.limits = limits;
    }

    /**
     * Judges a level.
     *
     * @param evidence what speaks for or against it
     * @param limits the plan's limits
     * @return for every check a finding, or the reason why it was not made
     */
    public static Validity of(LevelEvidence evidence, ValidityLimits limits) {
        Verdicts verdicts = new Verdicts(limits);
        verdicts.judgeGenerator(evidence.generator());
        verdicts.judge(
                ValidityCheck.OWN_DELAY,
                OwnDelay.percent(evidence.firstTokens(), evidence.generator().loopUntilMetMillis()));
        verdicts.judgeSending(evidence);
        verdicts.judgeLengths(evidence.tokens());
        verdicts.judgeCourse(evidence);
        verdicts.judgeRecording(evidence);
        verdicts.notChecked(ValidityCheck.ABOVE_ROOFLINE, "the hardware's memory bandwidth is not known");
        verdicts.judge(ValidityCheck.PREFIX_CACHE_HITS, cacheHits(evidence));
        return new Validity(verdicts.findings, verdicts.notChecked);
    }

    private void judgeGenerator(GeneratorFigures generator) {
        judge(ValidityCheck.EVENT_LOOP_LAG, generator.loopLagP99Millis());
        judge(ValidityCheck.OWN_CPU, generator.ownCpuPercent());
        judge(ValidityCheck.PAUSES, generator.pausePercent());
        judge(ValidityCheck.STOLEN_CPU, generator.stolenPercent().worse(generator.throttledPercent()));
        judge(ValidityCheck.CLOCK_JUMP, generator.clockJumpMillis());
    }

    private void judgeSending(LevelEvidence evidence) {
        if (evidence.load() instanceof LoadLevel.Rate) {
            Distribution late = evidence.lateSend();
            // A request that failed was sent as well; one that was dropped has no lateness.
            Distribution sent = Distribution.of(late.succeeded().plus(late.failedWithValue()));
            judge(
                    ValidityCheck.LATE_SENDS,
                    sent.percentile(99)
                            .value()
                            .map(time -> Reading.of(time.toNanos() / 1e6))
                            .orElseGet(() -> Reading.absent("no request was sent")));
        } else {
            notChecked(ValidityCheck.LATE_SENDS, "a closed loop has no schedule to be late for");
        }
        long sent = evidence.measured().offered() - evidence.measured().dropped();
        judge(ValidityCheck.RECONNECTED, share(evidence.measured().reconnected(), sent, "no request was sent"));
    }

    private void judgeLengths(TokenCounts tokens) {
        TokenCounts.Lengths lengths = tokens.lengths();
        judge(
                ValidityCheck.PROMPT_LENGTH,
                length(lengths.promptDeviation(), tokens.prompt(), "prompts of a certain length were not asked for"));
        judge(
                ValidityCheck.OUTPUT_LENGTH,
                length(lengths.outputDeviation(), tokens.output(), "the length of answers was not forced"));
    }

    private static Reading length(Optional<Double> deviation, long reported, String notAsked) {
        return deviation
                .map(fraction -> Reading.of(fraction * PERCENT))
                .orElseGet(() -> Reading.absent(reported == 0 ? "the server reported no token counts" : notAsked));
    }

    private void judgeCourse(LevelEvidence evidence) {
        LevelEvidence.WarmUpEnd warmUp = evidence.recording().warmUp();
        if (warmUp == LevelEvidence.WarmUpEnd.NONE) {
            notChecked(ValidityCheck.WARM_UP_BOUND, "there was no warm-up");
        } else {
            judge(ValidityCheck.WARM_UP_BOUND, warmUp == LevelEvidence.WarmUpEnd.AT_BOUND);
        }
        if (evidence.steadiness().slopePerSecond().isPresent()) {
            judge(ValidityCheck.THROUGHPUT_SLOPE, evidence.steadiness().slopeSignificant());
        } else {
            notChecked(
                    ValidityCheck.THROUGHPUT_SLOPE,
                    "the window is shorter than 10 batches of a median end-to-end latency each");
        }
    }

    private static Reading cacheHits(LevelEvidence evidence) {
        TokenCounts tokens = evidence.tokens();
        if (!evidence.uniquePrompts()) {
            return Reading.absent("the prompts may share their beginning");
        }
        return tokens.cachedPrompt()
                .filter(cached -> tokens.prompt() > 0)
                .map(cached -> Reading.of(PERCENT * cached / tokens.prompt()))
                .orElseGet(() -> Reading.absent("the server tells no cached tokens, and no server metrics are read"));
    }

    private static double estimatedPrompts(TokenCounts tokens) {
        return tokens.promptBasis().map(TokenBasis::estimated).orElse(0.0);
    }

    private void judgeRecording(LevelEvidence evidence) {
        TokenCounts tokens = evidence.tokens();
        LevelEvidence.Recording recording = evidence.recording();
        judge(
                ValidityCheck.ESTIMATED_TOKENS,
                tokens.basis().main().equals("none")
                        ? Reading.absent("no token arrived in the window")
                        : Reading.of(PERCENT * Math.max(tokens.basis().estimated(), estimatedPrompts(tokens))));
        judge(
                ValidityCheck.DETAIL_DROPPED,
                share(recording.withoutDetail(), recording.finished(), "no request finished"));
        judge(
                ValidityCheck.EVENTS_PER_READ,
                share(recording.readsWithSeveralEvents(), tokens.reads(), "no token arrived"));
    }

    private static Reading share(long part, long whole, String nothing) {
        return whole == 0 ? Reading.absent(nothing) : Reading.of(PERCENT * part / whole);
    }

    private void judge(ValidityCheck check, Reading reading) {
        reading.value()
                .ifPresentOrElse(
                        value -> findings.add(new Validity.Finding(check, reading.value(), verdict(check, value))),
                        () -> notChecked(check, reading.because()));
    }

    /** A check that is only yes or no: yes makes the level suspect. */
    private void judge(ValidityCheck check, boolean speaksAgainst) {
        findings.add(new Validity.Finding(check, Optional.empty(), speaksAgainst ? Verdict.SUSPECT : Verdict.VALID));
    }

    private Verdict verdict(ValidityCheck check, double value) {
        if (limits.invalid(check).filter(limit -> value > limit).isPresent()) {
            return Verdict.INVALID;
        }
        return limits.suspect(check).filter(limit -> value > limit).isPresent() ? Verdict.SUSPECT : Verdict.VALID;
    }

    private void notChecked(ValidityCheck check, String because) {
        notChecked.add(new Validity.NotChecked(check, because));
    }
}
