package dev.llmbench.core.internal.measure;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Cost;
import dev.llmbench.api.Distribution;
import dev.llmbench.api.Goodput;
import dev.llmbench.api.Interval;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelVerdict;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.Point;
import dev.llmbench.api.Rate;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.RequestSettings.OutputLength;
import dev.llmbench.api.Samples;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Throughput;
import dev.llmbench.api.TimeToTarget;
import dev.llmbench.api.TokenCounts;
import dev.llmbench.api.Validity;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.analysis.BatchMeans;
import dev.llmbench.core.internal.analysis.ClusterBootstrap;
import dev.llmbench.core.internal.analysis.Costs;
import dev.llmbench.core.internal.analysis.LevelEvidence;
import dev.llmbench.core.internal.analysis.Objectives;
import dev.llmbench.core.internal.analysis.PeakWindow;
import dev.llmbench.core.internal.analysis.Verdicts;
import dev.llmbench.core.internal.load.LevelPlan;
import dev.llmbench.core.internal.load.LevelRecording;
import dev.llmbench.core.internal.record.LatencyRecorders;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.LevelRecorder;
import dev.llmbench.core.internal.record.LevelTotals;
import dev.llmbench.core.internal.record.WindowTotals;
import dev.llmbench.core.internal.watch.GeneratorFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/**
 * Computes the figures of a level as docs/metrics.md defines them.
 */
public final class LevelMeasurement {
    private static final double NANOS_PER_SECOND = 1e9;

    private final LevelRecording recording;
    private final LevelRecorder recorder;
    private final LevelTotals totals;
    private final WindowTotals window;
    private final LatencyRecorders latencies;
    private final double tokensPerEvent;
    private final long windowNanos;
    private final double windowSeconds;

    private LevelMeasurement(LevelRecording recording) {
        this.recording = recording;
        this.recorder = recording.recorder();
        this.totals = recorder.totals();
        this.window = recorder.window();
        this.latencies = recorder.latencies();
        this.tokensPerEvent = totals.tokensPerEvent();
        this.windowNanos = recorder.clock().windowEnd() - recorder.clock().windowStart();
        this.windowSeconds = windowNanos / NANOS_PER_SECOND;
    }

    /**
     * What else is known about a level.
     *
     * @param startedAt when it started, by the wall clock
     * @param plan the plan
     * @param server the server's machine
     * @param lengthForced whether the server was told to keep the wanted output length
     * @param generator what the generator saw of itself in W
     * @param withoutDetail requests whose detail the writer could not take
     * @param zeroNanos the zero of the run's journal; empty where none is kept
     */
    public record Context(
            Instant startedAt,
            BenchmarkPlan plan,
            ServerFacts server,
            boolean lengthForced,
            GeneratorFigures generator,
            long withoutDetail,
            OptionalLong zeroNanos) {}

    /**
     * Computes a level's result.
     *
     * @param recording what was recorded
     * @param context what else is known
     * @return the result, or empty when the level ended before its window began
     * @throws IllegalStateException if a request was lost: offered and ended ones don't add up
     */
    public static Optional<LevelResult> of(LevelRecording recording, Context context) {
        PhaseCounts counts = recording.recorder().counts();
        long ended = counts.overall().offered();
        if (ended != recording.recorder().offeredCount()) {
            throw new IllegalStateException("requests were lost: "
                    + recording.recorder().offeredCount() + " were offered, " + ended + " ended");
        }
        LevelClock clock = recording.recorder().clock();
        if (clock.windowStart() == LevelClock.UNKNOWN || clock.windowEnd() <= clock.windowStart()) {
            return Optional.empty();
        }
        return Optional.of(new LevelMeasurement(recording).result(counts, context));
    }

    private LevelResult result(PhaseCounts counts, Context context) {
        LevelPlan plan = recording.plan();
        Latencies latency = latencies(plan);
        Throughput throughput = throughput(plan, latency);
        TokenCounts tokens = tokens(context);
        return new LevelResult(
                plan.load(),
                variant(context.plan(), plan.number()),
                windowOf(context),
                counts,
                tokens,
                throughput,
                latency,
                verdict(counts.measured(), tokens, throughput, latency, context),
                extra(plan));
    }

    private static Optional<LevelResult.Variant> variant(BenchmarkPlan plan, int number) {
        Point point = plan.points().get(number);
        return point.shape().isEmpty() && plan.phases().repeats() == 1
                ? Optional.empty()
                : Optional.of(new LevelResult.Variant(point.shape(), point.repeat()));
    }

    private Map<String, String> extra(LevelPlan plan) {
        Map<String, String> extra = new TreeMap<>(totals.serverTimes());
        if (plan.load() instanceof LoadLevel.Saturation) {
            extra.put("saturation.users", Integer.toString(plan.users()));
            extra.put("saturation.meanInFlight", shown(window.inFlightNanos() / windowNanos));
            extra.put("saturation.meanAnswering", shown(window.answeringNanos() / windowNanos));
        }
        return extra;
    }

    private static String shown(double figure) {
        return String.format(Locale.ROOT, "%.1f", figure);
    }

    private LevelWindow windowOf(Context context) {
        LevelClock clock = recorder.clock();
        Optional<TimeToTarget> race = recording.tokens().map(target -> LevelCourse.race(target, recorder));
        return new LevelWindow(
                context.startedAt(),
                Duration.ofNanos(clock.windowStart() - clock.start()),
                Duration.ofNanos(windowNanos),
                Duration.ofNanos(Math.max(0, recording.endNanos() - clock.windowEnd())),
                recording.ending(),
                recording.endedBy().map(by -> LevelCourse.endedBy(by, race)),
                race,
                Optional.of(LevelCourse.timeline(
                        window.tokensByBin(tokensPerEvent, windowNanos), recorder.steps(), windowNanos)),
                context.zeroNanos().isPresent()
                        ? Optional.of(Duration.ofNanos(
                                clock.windowStart() - context.zeroNanos().getAsLong()))
                        : Optional.empty());
    }

    private Latencies latencies(LevelPlan plan) {
        Samples perToken = latencies.perOutputToken.samples();
        if (!totals.anyReported()) { // no total at all: the events are the best count of tokens that there is
            perToken = latencies.perEvent.samples();
        }
        boolean openLoop = plan.load() instanceof LoadLevel.Rate;
        Random random = new Random(plan.seed());
        return new Latencies(
                new Latencies.FirstToken(
                        latencies.firstToken.distribution(),
                        latencies.firstTokenFromSchedule.distribution(),
                        latencies.firstContent.distribution()),
                new Latencies.PerToken(
                        Distribution.of(perToken),
                        Distribution.clustered(latencies.gaps.interToken(tokensPerEvent)),
                        Distribution.clustered(latencies.gaps.chunkGap()),
                        Distribution.of(latencies.decode.samples()),
                        ClusterBootstrap.quantiles(latencies.gaps.interTokenGroups(tokensPerEvent), random),
                        ClusterBootstrap.quantiles(latencies.gaps.chunkGapGroups(), random)),
                new Latencies.EndToEnd(
                        latencies.endToEnd.distribution(),
                        latencies.endToEndFromSchedule.distribution(),
                        Distribution.of(latencies.tail.samples())),
                new Latencies.ClientSide(
                        Distribution.of(latencies.queue.samples()),
                        Distribution.of(latencies.connect.samples()),
                        openLoop ? Distribution.of(latencies.lateSend.samples()) : Distribution.empty()));
    }

    private Throughput throughput(LevelPlan plan, Latencies latency) {
        double[] bins = window.tokensByBin(tokensPerEvent, windowNanos);
        Optional<BatchMeans> batches = batches(bins, 0, latency);
        int growing = growingBins(plan, latency);
        double output = window.outputTokens(tokensPerEvent);
        return new Throughput(
                new Rate(
                        output / windowSeconds,
                        batches.map(BatchMeans::interval).flatMap(LevelMeasurement::finite)),
                Rate.of(window.completedTokens(tokensPerEvent) / windowSeconds),
                Rate.of((output + window.inputTokens()) / windowSeconds),
                Rate.of(window.successes() / windowSeconds),
                Rate.of(window.failures() / windowSeconds),
                PeakWindow.of(bins, WindowTotals.BIN_NANOS, windowNanos),
                steadiness(growing == 0 ? batches : batches(bins, growing, latency)));
    }

    private Optional<BatchMeans> batches(double[] bins, int skipped, Latencies latency) {
        double[] counted = Arrays.copyOfRange(bins, Math.min(skipped, bins.length), bins.length);
        return latency.endToEndLatency()
                .median()
                .value()
                .flatMap(median -> BatchMeans.of(
                        counted, WindowTotals.BIN_NANOS, windowNanos - skipped * WindowTotals.BIN_NANOS, median));
    }

    /**
     * How much of W its load still grows, as in a race, which begins with its first user: what grows is the load until the
     * last user has had time for a first token, and says nothing of the server.
     */
    private int growingBins(LevelPlan plan, Latencies latency) {
        long firstToken = latency.timeToFirstToken()
                .median()
                .value()
                .map(Duration::toNanos)
                .orElse(0L);
        long growing = recorder.clock().start()
                + plan.phases().rampUp()
                + firstToken
                - recorder.clock().windowStart();
        return (int) Math.max(0, (growing + WindowTotals.BIN_NANOS - 1) / WindowTotals.BIN_NANOS);
    }

    private static Optional<Interval> finite(Interval interval) {
        return Double.isFinite(interval.low()) && Double.isFinite(interval.high())
                ? Optional.of(interval)
                : Optional.empty();
    }

    private Throughput.Steadiness steadiness(Optional<BatchMeans> batches) {
        double concurrency = window.inFlightNanos() / windowNanos;
        // Arrivals per second x mean time in the system is the time that the arrivals of W spent, over W.
        Optional<Double> residual = concurrency > 0
                ? Optional.of(window.measuredLifeNanos() / window.inFlightNanos() - 1)
                : Optional.empty();
        return new Throughput.Steadiness(
                concurrency,
                residual,
                batches.map(means -> means.slope().perSecond()),
                batches.map(means -> means.slope().significant()).orElse(false));
    }

    private TokenCounts tokens(Context context) {
        boolean forced = context.lengthForced() && context.plan().requests().outputLength() == OutputLength.FORCED;
        LevelTotals.Deviations prompts = totals.promptLengths();
        LevelTotals.Deviations outputs = totals.outputLengths();
        return new TokenCounts(
                totals.outputTokens(),
                totals.promptTokens(),
                totals.cachedTold() ? Optional.of(totals.cachedPromptTokens()) : Optional.empty(),
                totals.events(),
                totals.reads(),
                window.basis(tokensPerEvent),
                new TokenCounts.Lengths(
                        prompts.known() ? Optional.of(prompts.mean()) : Optional.empty(),
                        outputs.known() ? Optional.of(outputs.mean()) : Optional.empty(),
                        prompts.comparable() ? Optional.of(prompts.median()) : Optional.empty(),
                        forced && outputs.comparable() ? Optional.of(outputs.median()) : Optional.empty()),
                Optional.of(window.inputBasis()));
    }

    private LevelVerdict verdict(
            RequestCounts measured, TokenCounts tokens, Throughput throughput, Latencies latency, Context context) {
        LevelPlan plan = recording.plan();
        LevelEvidence.WarmUpEnd warmUp = plan.phases().warmUp() == 0
                ? LevelEvidence.WarmUpEnd.NONE
                : recording.warmUpBoundHit() ? LevelEvidence.WarmUpEnd.AT_BOUND : LevelEvidence.WarmUpEnd.COMPLETE;
        LevelEvidence evidence = new LevelEvidence(
                plan.load(),
                measured,
                tokens,
                throughput.steadiness(),
                latency.client().lateSend(),
                new LevelEvidence.FirstTokens(
                        latency.timeToFirstToken(), Distribution.of(latencies.firstTokenWithoutWait.samples())),
                context.generator(),
                context.plan().workload() instanceof Workload.Synthetic synthetic
                        && synthetic.prefix() == Workload.Prefix.UNIQUE,
                new LevelEvidence.Recording(
                        warmUp, recorder.offeredCount(), context.withoutDetail(), totals.readsWithSeveralEvents()));
        Validity validity = Verdicts.of(evidence, context.plan().criteria().limits());
        Optional<Cost> cost = Costs.of(plan.load(), throughput, context.server());
        return new LevelVerdict(
                validity,
                Objectives.outcomes(plan.objectives(), latency),
                goodput(measured, plan.objectives().isEmpty()),
                cost);
    }

    private Optional<Goodput> goodput(RequestCounts measured, boolean noObjectives) {
        if (noObjectives) {
            return Optional.empty();
        }
        long requests = recorder.goodput().requests();
        return Optional.of(new Goodput(
                Rate.of(requests / windowSeconds),
                Rate.of(recorder.goodput().tokens(tokensPerEvent) / windowSeconds),
                measured.offered() == 0 ? 0 : (double) requests / measured.offered()));
    }
}
