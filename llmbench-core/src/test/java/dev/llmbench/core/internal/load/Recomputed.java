package dev.llmbench.core.internal.load;

import static dev.llmbench.core.internal.load.RecomputedWeights.basis;
import static dev.llmbench.core.internal.load.RecomputedWeights.tokens;
import static dev.llmbench.core.internal.record.RequestRecord.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Latencies;
import dev.llmbench.api.LatencyMetric;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Objective;
import dev.llmbench.api.Throughput;
import dev.llmbench.core.internal.record.LevelClock;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.assertj.core.data.Offset;

/**
 * The figures of a level computed a second time, straight from docs/metrics.md and the journal: no histogram, no merging,
 * no running sums.
 */
final class Recomputed {
    private static final double[] PERCENTILES = {0, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 100};
    private static final double PRECISION = 0.001;
    private static final double FINEST_NANOS = 1_000;

    private final LevelRecording recording;
    private final List<RequestRecord> requests;
    private final List<RequestRecord> measured;
    private final LevelClock clock;
    private final double ratio;
    private final double window;

    Recomputed(LevelRecording recording, List<RequestRecord> requests) {
        this.recording = recording;
        this.requests = requests;
        this.measured = requests.stream()
                .filter(request -> request.phase() == Phase.MEASURED)
                .toList();
        this.clock = recording.recorder().clock();
        this.window = clock.windowEnd() - clock.windowStart();
        List<RequestRecord> told =
                requests.stream().filter(request -> tokens(request) >= 0).toList();
        double events = told.stream().mapToDouble(r -> r.tokens().events()).sum();
        this.ratio = events == 0
                ? 1
                : told.stream().mapToDouble(RecomputedWeights::tokens).sum() / events;
    }

    void check(LevelResult result) {
        throughput(result.throughput());
        shares(result);
        promptShares(result);
        latencies(result.latency());
        gaps(result.latency());
        goodput(result);
        assertThat(result.tokens().events())
                .isEqualTo(requests.stream().mapToLong(r -> r.tokens().events()).sum());
        assertThat(result.tokens().reads())
                .isEqualTo(
                        requests.stream().mapToLong(r -> r.arrivals().count()).sum());
        assertThat(result.tokens().output())
                .isEqualTo(requests.stream()
                        .mapToLong(r -> Math.max(0, r.tokens().output()))
                        .sum());
        assertThat(result.window().length()).isEqualTo(Duration.ofNanos((long) window));
    }

    private double weight(RequestRecord request, int arrival) {
        return RecomputedWeights.weight(request, arrival, ratio);
    }

    private double tokensInWindow(Predicate<RequestRecord> of) {
        double sum = 0;
        for (RequestRecord request : requests) {
            for (int i = 0; i < request.arrivals().count(); i++) {
                if (inWindow(request.arrivals().nanos()[i]) && of.test(request)) {
                    sum += weight(request, i);
                }
            }
        }
        return sum;
    }

    private boolean inWindow(long nanos) {
        return nanos != ABSENT && nanos >= clock.windowStart() && nanos < clock.windowEnd();
    }

    // ---- throughput

    private void throughput(Throughput found) {
        double output = tokensInWindow(request -> true);
        List<RequestRecord> ended = requests.stream()
                .filter(request -> inWindow(request.stamps().end()))
                .toList();
        List<RequestRecord> succeeded =
                ended.stream().filter(r -> r.outcome() == Outcome.SUCCEEDED).toList();
        double completed = succeeded.stream()
                .mapToDouble(r -> tokens(r) >= 0 ? tokens(r) : r.tokens().events() * ratio)
                .sum();
        double input = requests.stream()
                .filter(request -> inWindow(request.stamps().firstToken()))
                .mapToDouble(r -> r.tokens().prompt() >= 0
                        ? r.tokens().prompt()
                        : r.tokens().promptWanted())
                .sum();
        double inFlight = 0;
        double lives = 0;
        for (RequestRecord request : requests) {
            long written = request.stamps().requestWritten();
            if (written != ABSENT) {
                double from = Math.max(written, clock.windowStart());
                inFlight += Math.max(0, Math.min(request.stamps().end(), clock.windowEnd()) - from);
                lives += request.phase() == Phase.MEASURED ? request.stamps().end() - written : 0;
            }
        }

        rate(found.outputTokens().perSecond(), output);
        rate(found.completedOutputTokens().perSecond(), completed);
        rate(found.totalTokens().perSecond(), output + input);
        rate(found.requests().perSecond(), succeeded.size());
        rate(
                found.failures().perSecond(),
                ended.stream()
                        .mapToDouble(r -> r.outcome() == Outcome.FAILED ? 1 : 0)
                        .sum());
        assertThat(found.steadiness().meanConcurrency()).isCloseTo(inFlight / window, relative(inFlight / window));
        Optional<Double> residual = inFlight > 0 ? Optional.of(lives / inFlight - 1) : Optional.empty();
        assertThat(found.steadiness().littlesLawResidual().isPresent()).isEqualTo(residual.isPresent());
        residual.ifPresent(
                value -> assertThat(found.steadiness().littlesLawResidual().orElseThrow())
                        .isCloseTo(value, within(1e-9)));
        assertThat(found.peakOutputTokens().isPresent()).isEqualTo(window >= 10e9);
    }

    private void shares(LevelResult result) {
        double output = tokensInWindow(request -> true);
        if (output > 0) {
            var found = result.tokens().basis();
            assertThat(found.exact()).isCloseTo(tokensInWindow(r -> basis(r).equals("exact")) / output, within(1e-9));
            assertThat(found.prorated())
                    .isCloseTo(tokensInWindow(r -> basis(r).equals("prorated")) / output, within(1e-9));
            assertThat(found.estimated())
                    .isCloseTo(tokensInWindow(r -> basis(r).equals("estimated")) / output, within(1e-9));
        }
    }

    private void promptShares(LevelResult result) {
        List<RequestRecord> counted = requests.stream()
                .filter(request -> inWindow(request.stamps().firstToken()))
                .toList();
        double told = counted.stream()
                .mapToDouble(r -> Math.max(0, r.tokens().prompt()))
                .sum();
        double wanted = counted.stream()
                .filter(r -> r.tokens().prompt() < 0)
                .mapToDouble(r -> r.tokens().promptWanted())
                .sum();
        var found = result.tokens().promptBasis().orElseThrow();
        assertThat(found.exact()).isCloseTo(told == 0 ? 0 : told / (told + wanted), within(1e-9));
        assertThat(found.estimated()).isCloseTo(wanted == 0 ? 0 : wanted / (told + wanted), within(1e-9));
    }

    private void rate(double found, double amount) {
        assertThat(found).isCloseTo(amount / window * 1e9, relative(amount / window * 1e9));
    }

    private static Offset<Double> relative(double value) {
        return within(Math.abs(value) * 1e-9 + 1e-9);
    }

    // ---- latencies

    private void latencies(Latencies found) {
        boolean streamed = recording.plan().requests().streamed();
        if (streamed) {
            outcomes("TTFT", found.timeToFirstToken(), false, r -> r.stamps().firstToken());
            outcomes(
                    "TTFT from schedule",
                    found.timeToFirstTokenFromSchedule(),
                    true,
                    r -> r.stamps().firstToken());
            outcomes("TTFC", found.timeToFirstContent(), false, r -> r.stamps().firstContent());
        }
        ToDoubleFunction<RequestRecord> last = r -> r.outcome() != Outcome.SUCCEEDED ? ABSENT : end(r);
        outcomes("end to end", found.endToEndLatency(), false, last);
        outcomes("end to end from schedule", found.endToEndLatencyFromSchedule(), true, last);
        List<RequestRecord> succeeded =
                measured.stream().filter(r -> r.outcome() == Outcome.SUCCEEDED).toList();
        List<RequestRecord> decoded = streamed
                ? succeeded.stream().filter(r -> r.arrivals().count() >= 2).toList()
                : List.of();
        boolean nothingTold =
                requests.stream().noneMatch(r -> tokens(r) >= 0 && r.tokens().events() > 0);
        same(
                "TPOT",
                found.timePerOutputToken(),
                decoded.stream()
                        .filter(r -> nothingTold || tokens(r) >= 2)
                        .map(r -> span(r) / ((nothingTold ? r.tokens().events() : tokens(r)) - 1))
                        .toList());
        same(
                "decode time per token",
                found.perToken().decodeTimePerToken(),
                decoded.stream()
                        .filter(r -> basis(r).equals("exact")
                                && tokens(r) > r.arrivals().exactTokens()[0])
                        .map(r -> span(r) / (tokens(r) - r.arrivals().exactTokens()[0]))
                        .toList());
        same(
                "tail",
                found.endToEnd().tail(),
                streamed
                        ? succeeded.stream()
                                .map(r -> (double) r.stamps().end() - r.stamps().lastToken())
                                .toList()
                        : List.of());
        same(
                "queue",
                found.client().queue(),
                measured.stream()
                        .filter(r -> r.stamps().dequeued() != ABSENT)
                        .map(r -> (double) r.stamps().dequeued() - r.stamps().scheduled())
                        .toList());
        same(
                "late send",
                found.client().lateSend(),
                recording.plan().load() instanceof LoadLevel.Rate
                        ? measured.stream()
                                .filter(r -> r.stamps().requestWritten() != ABSENT)
                                .map(r -> (double) r.stamps().requestWritten()
                                        - r.stamps().scheduled())
                                .toList()
                        : List.of());
    }

    private double end(RequestRecord request) {
        return request.tokens().streamed()
                ? request.stamps().lastToken()
                : request.stamps().end();
    }

    private static double span(RequestRecord request) {
        return request.stamps().lastToken() - request.stamps().firstToken();
    }

    private void outcomes(
            String name, Distribution found, boolean fromSchedule, ToDoubleFunction<RequestRecord> reachedAt) {
        List<Double> fine = new ArrayList<>();
        List<Double> failed = new ArrayList<>();
        List<Double> ages = new ArrayList<>();
        long infinite = 0;
        for (RequestRecord request : measured) {
            double from = fromSchedule || request.stamps().requestWritten() == ABSENT
                    ? request.stamps().scheduled()
                    : request.stamps().requestWritten();
            double at = reachedAt.applyAsDouble(request);
            boolean bad = request.outcome() == Outcome.FAILED || request.outcome() == Outcome.DROPPED;
            if (at != ABSENT) {
                (bad ? failed : fine).add(at - from);
            } else if (bad) {
                infinite++;
            } else if (request.outcome() == Outcome.CENSORED) {
                boolean neverSent = !fromSchedule && request.stamps().requestWritten() == ABSENT;
                ages.add(neverSent ? 0 : request.stamps().end() - from);
            }
        }
        assertThat(found.succeeded().count()).as("%s: samples", name).isEqualTo(fine.size());
        assertThat(found.failedWithValue().count()).as("%s: failed ones", name).isEqualTo(failed.size());
        assertThat(found.infinite()).as("%s: infinite ones", name).isEqualTo(infinite);
        assertThat(found.censoredAges().count()).as("%s: censored ones", name).isEqualTo(ages.size());
        fine.addAll(ages);
        percentiles(name, fine, fine.size(), p -> found.percentile(p).value());
        fine.addAll(failed);
        percentiles(
                name + " of all",
                fine,
                fine.size() + infinite,
                p -> found.percentileOfAll(p).value());
    }

    private void same(String name, Distribution found, List<Double> expected) {
        assertThat(found.count()).as("%s: samples", name).isEqualTo(expected.size());
        percentiles(name, expected, expected.size(), p -> found.percentile(p).value());
        if (!expected.isEmpty()) {
            double mean =
                    expected.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            assertThat((double) found.mean().orElseThrow().toNanos())
                    .as("%s: mean", name)
                    .isCloseTo(mean, within(1.0));
            assertThat((double) found.succeeded().max().orElseThrow().toNanos())
                    .as("%s: largest", name)
                    .isCloseTo(Collections.max(expected), within(0.5));
            assertThat((double) found.succeeded().min().orElseThrow().toNanos())
                    .as("%s: smallest", name)
                    .isCloseTo(Collections.min(expected), within(0.5));
        }
    }

    private interface Percentile {
        Optional<Duration> of(double percent);
    }

    private static void percentiles(String name, List<Double> samples, long n, Percentile found) {
        List<Double> sorted = samples.stream().sorted().toList();
        for (double p : PERCENTILES) {
            long rank = Math.max(1, (long) Math.ceil(p / 100 * n - 1e-9));
            Optional<Double> expected =
                    rank > sorted.size() ? Optional.empty() : Optional.of(sorted.get((int) rank - 1));
            Optional<Double> value = found.of(p).map(time -> (double) time.toNanos());
            assertThat(value.isPresent()).as("%s: p%s", name, p).isEqualTo(expected.isPresent());
            expected.ifPresent(nanos -> assertThat(value.orElseThrow())
                    .as("%s: p%s", name, p)
                    .isCloseTo(nanos, within(nanos * PRECISION + FINEST_NANOS)));
        }
    }

    // ---- gaps

    private void gaps(Latencies found) {
        List<Double> gaps = new ArrayList<>();
        List<Double> perToken = new ArrayList<>();
        boolean wholeWeights = true;
        double told = 0;
        double estimatedEvents = 0;
        for (RequestRecord request : measured) {
            if (request.outcome() != Outcome.SUCCEEDED || !request.tokens().streamed()) {
                continue;
            }
            double afterFirst = 0;
            for (int i = 1; i < request.arrivals().count(); i++) {
                double gap = request.arrivals().nanos()[i] - request.arrivals().nanos()[i - 1];
                double weight = weight(request, i);
                gaps.add(gap);
                afterFirst += weight;
                if (Math.abs(weight - Math.rint(weight)) > 1e-9) {
                    wholeWeights = false;
                } else {
                    perToken.addAll(Collections.nCopies((int) Math.rint(weight), gap / weight));
                }
            }
            if (basis(request).equals("estimated")) {
                estimatedEvents += afterFirst;
            } else {
                told += Math.floor(afterFirst + 1e-6);
            }
        }
        same("chunk gap", found.chunkGap(), gaps);
        if (wholeWeights) {
            percentiles(
                    "ITL",
                    perToken,
                    perToken.size(),
                    p -> found.interTokenLatency().percentile(p).value());
        }
        assertThat(found.interTokenLatency().count())
                .as("ITL: samples")
                .isEqualTo((long) told + Math.round(estimatedEvents));
    }

    // ---- goodput

    private void goodput(LevelResult result) {
        List<Objective> objectives = recording.plan().objectives();
        assertThat(result.verdict().goodput().isPresent()).isEqualTo(!objectives.isEmpty());
        result.verdict().goodput().ifPresent(found -> {
            List<RequestRecord> good = measured.stream()
                    .filter(r -> r.outcome() == Outcome.SUCCEEDED)
                    .filter(r -> objectives.stream()
                            .allMatch(o -> value(o.metric(), r) <= o.limit().toNanos()))
                    .toList();
            rate(found.requests().perSecond(), good.size());
            rate(
                    found.outputTokens().perSecond(),
                    good.stream()
                            .mapToDouble(
                                    r -> tokens(r) >= 0 ? tokens(r) : r.tokens().events() * ratio)
                            .sum());
            assertThat(found.shareOfOffered())
                    .isCloseTo(measured.isEmpty() ? 0 : (double) good.size() / measured.size(), within(1e-12));
        });
    }

    private double value(LatencyMetric metric, RequestRecord r) {
        RequestRecord.Stamps s = r.stamps();
        boolean streamed = r.tokens().streamed();
        double n = tokens(r) >= 0 ? tokens(r) : r.tokens().events();
        return switch (metric) {
            case TIME_TO_FIRST_TOKEN -> streamed ? s.firstToken() - s.requestWritten() : Double.POSITIVE_INFINITY;
            case TIME_TO_FIRST_TOKEN_FROM_SCHEDULE ->
                streamed ? s.firstToken() - s.scheduled() : Double.POSITIVE_INFINITY;
            case TIME_TO_FIRST_CONTENT ->
                streamed && s.firstContent() != ABSENT
                        ? s.firstContent() - s.requestWritten()
                        : Double.POSITIVE_INFINITY;
            case TIME_PER_OUTPUT_TOKEN -> !streamed ? Double.POSITIVE_INFINITY : n < 2 ? 0 : span(r) / (n - 1);
            case END_TO_END -> end(r) - s.requestWritten();
            case END_TO_END_FROM_SCHEDULE -> end(r) - s.scheduled();
        };
    }
}
