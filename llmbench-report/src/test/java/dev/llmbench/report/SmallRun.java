package dev.llmbench.report;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.BestLevel;
import dev.llmbench.api.Ending;
import dev.llmbench.api.Environment;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.Job;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LevelWindow;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Money;
import dev.llmbench.api.PhaseCounts;
import dev.llmbench.api.Point;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.RunInfo;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeline;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;
import dev.llmbench.api.Workload;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.JournaledRequest.Outcome;
import dev.llmbench.core.JournaledRequest.Phase;
import dev.llmbench.core.RunJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A run so small that its figures can be checked by hand: two levels, each of ten seconds, with a journal. */
public final class SmallRun {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final int PROMPT = 100;
    private static final int WANTED = 50;

    private final List<JournaledRequest> requests = new ArrayList<>();
    private final boolean simulated;
    private Load load = Load.concurrency(1, 2);
    private Stop stop = Stop.elapsed(Duration.ofSeconds(10));
    private boolean warmUp = true;
    private Verdict verdict = Verdict.VALID;
    private Workload workload =
            Workload.synthetic().inputTokens(PROMPT).outputTokens(WANTED).seed(1);

    private SmallRun(boolean simulated) {
        this.simulated = simulated;
        // A warm-up request, which no format may count.
        add(0, Phase.WARM_UP, Outcome.SUCCEEDED, 0, 0.2, 1.9, 50);
        // One user: 1.0, 1.5, 2.0 and 1.2 s; the last fails.
        add(0, Phase.MEASURED, Outcome.SUCCEEDED, 2, 2.1, 3, 50);
        add(0, Phase.MEASURED, Outcome.SUCCEEDED, 3, 3.25, 4.5, 50);
        add(0, Phase.MEASURED, Outcome.SUCCEEDED, 4.5, 4.7, 6.5, 40);
        failed(0, 6.5, 7.7, FailureKind.HTTP_STATUS, Optional.of(503));
        // Two users: one of their requests times out, another is cut off with the level.
        add(1, Phase.MEASURED, Outcome.SUCCEEDED, 20, 20.5, 22.5, 50);
        add(1, Phase.MEASURED, Outcome.SUCCEEDED, 20, 20.6, 22.6, 50);
        add(1, Phase.MEASURED, Outcome.SUCCEEDED, 22.5, 23, 25.5, 50);
        failed(1, 22.6, 26, FailureKind.TIMEOUT_FIRST_TOKEN, Optional.empty());
        add(1, Phase.MEASURED, Outcome.SUCCEEDED, 25.5, 26, 28, 50);
        add(1, Phase.MEASURED, Outcome.CENSORED, 26, 26.5, 30.25, 30);
        add(1, Phase.HELD, Outcome.CANCELLED, 30, 30.2, 30.25, 2);
    }

    /** A run against a real server. */
    public static SmallRun measured() {
        return new SmallRun(false);
    }

    /** The same against a simulator. */
    public static SmallRun simulated() {
        return new SmallRun(true);
    }

    /** One batch of as many requests as there are users, without warm-up, ended by their number. */
    public static SmallRun oneBatch() {
        SmallRun run = fewRequests();
        run.stop = Stop.requests(1);
        run.warmUp = false;
        return run;
    }

    /** No more requests than users, in windows that would have seen more of a faster server. */
    public static SmallRun fewRequests() {
        SmallRun run = new SmallRun(false);
        run.requests.clear();
        run.add(0, Phase.MEASURED, Outcome.SUCCEEDED, 2, 2.1, 4, 50);
        run.add(1, Phase.MEASURED, Outcome.SUCCEEDED, 20.5, 21, 24.5, 60);
        run.add(1, Phase.MEASURED, Outcome.SUCCEEDED, 20, 21, 22.5, 40);
        return run;
    }

    /** A run in which the server said how long it generated. */
    public static SmallRun withServerTimes() {
        SmallRun run = new SmallRun(false);
        run.requests.replaceAll(request -> new JournaledRequest(
                request.id(),
                request.level(),
                request.phase(),
                request.outcome(),
                request.failure(),
                request.stamps(),
                new JournaledRequest.Tokens(
                        WANTED,
                        request.tokens().prompt(),
                        request.tokens().output(),
                        request.tokens().events(),
                        request.tokens().output().map(tokens -> Duration.ofMillis(10 * tokens)),
                        request.tokens().promptWanted()),
                request.localPort()));
        return run;
    }

    /** The same run, in which two requests of the warm-up were under way when a window began. */
    public SmallRun withRequestsUnderWay() {
        add(0, Phase.WARM_UP, Outcome.SUCCEEDED, 1.5, 1.9, 2.5, 25);
        add(0, Phase.WARM_UP, Outcome.DROPPED, 1.5, 1.9, 2.5, 0);
        return this;
    }

    /** The same run of a model that thinks so long before its first visible word. */
    public SmallRun thinkingFor(double seconds) {
        requests.replaceAll(request -> {
            JournaledRequest.Stamps old = request.stamps();
            return with(
                    request,
                    request.outcome(),
                    request.failure(),
                    new JournaledRequest.Stamps(
                            old.scheduled(),
                            old.dequeued(),
                            old.requestWritten(),
                            old.firstEvent(),
                            old.firstToken(),
                            old.firstToken().map(first -> first.plus(seconds(seconds))),
                            old.lastToken(),
                            old.end()));
        });
        return this;
    }

    /** The same run in which every request that was answered failed at its end. */
    public SmallRun withoutSuccess() {
        requests.replaceAll(request -> request.outcome() == Outcome.SUCCEEDED
                ? with(
                        request,
                        Outcome.FAILED,
                        Optional.of(new JournaledRequest.Failure(
                                FailureKind.DISCONNECTED, Optional.of(200), "ended before its end")),
                        request.stamps())
                : request);
        return this;
    }

    /** The same run in which no request of the first level failed. */
    public SmallRun whereAllSucceed() {
        requests.removeIf(request -> request.level() == 0 && request.outcome() == Outcome.FAILED);
        return this;
    }

    private static JournaledRequest with(
            JournaledRequest request,
            Outcome outcome,
            Optional<JournaledRequest.Failure> failure,
            JournaledRequest.Stamps stamps) {
        return new JournaledRequest(
                request.id(),
                request.level(),
                request.phase(),
                outcome,
                failure,
                stamps,
                request.tokens(),
                request.localPort());
    }

    /** The same run without its second level. */
    public SmallRun ofOneUser() {
        load = Load.concurrency(1);
        return this;
    }

    /** The same run whose first level's figures are judged so. */
    public SmallRun judged(Verdict verdict) {
        this.verdict = verdict;
        return this;
    }

    /** The same requests, those of the first level sent by a saturation. */
    public SmallRun asSaturation() {
        load = Load.saturation().then(Load.concurrency(2));
        return this;
    }

    /** The same requests sent by one user at two lengths. */
    public SmallRun ofTwoLengths() {
        load = Load.concurrency(1);
        workload = Workload.synthetic().seed(1).shapes(Shape.of(100, 50), Shape.of(100, 200));
        return this;
    }

    /** The same run with answers of any length of a range. */
    public SmallRun ofAnyLength() {
        workload =
                Workload.synthetic().inputTokens(10, 200).outputTokens(10, 100).seed(1);
        return this;
    }

    /** What the journal keeps. */
    public RunJournal journal() {
        return new RunJournal(START, requests, Optional.empty(), 0);
    }

    /** What was measured. */
    public BenchmarkResult result() {
        BenchmarkPlan plan = BenchmarkPlan.of(workload, load).withName("small").withStop(stop);
        Target target = Target.openAi("http://localhost:8000").model("org/Tiny-1B");
        ServerFacts facts = ServerFacts.unknown()
                .withEngine("vllm 0.27.1")
                .withHardware("2x H100 SXM")
                .withPricePerHour(HourlyPrice.given(Money.usd("1.80")));
        RunInfo run = new RunInfo(
                "20260131-120000-abcdef",
                "0.1.0",
                START,
                Duration.ofSeconds(36),
                Ending.COMPLETED,
                Optional.empty(),
                simulated);
        BestLevel best = new BestLevel(
                Optional.of(new LoadLevel.Users(2)),
                Optional.of(new LoadLevel.Users(2)),
                List.of(),
                true,
                "2 users give the most.");
        Environment client = new Environment(8, "Linux", "OpenJDK 17", "G1", 2, "epoll", Map.of());
        return new BenchmarkResult(
                run,
                new Job(plan, target),
                facts,
                client,
                Optional.empty(),
                plan.points().size() == 1
                        ? List.of(level(plan, 0, 2, 0))
                        : List.of(level(plan, 0, 2, 0), level(plan, 1, 20, 0.25)),
                load.levels().size() > 1 ? Optional.of(best) : Optional.empty(),
                Map.of());
    }

    private LevelResult level(BenchmarkPlan plan, int number, int from, double drain) {
        Point point = plan.points().get(number);
        int users = number + 1;
        Levels figures = Levels.of(point.load());
        figures.price = Optional.of(Money.usd("1.80"));
        if (verdict != Verdict.VALID && number == 0) {
            figures.finding(ValidityCheck.OWN_CPU, 99, verdict);
        }
        LevelResult level = figures.build();
        Timeline timeline = new Timeline(
                Duration.ofSeconds(1),
                List.of(
                        new Timeline.Step(45.5, users, 1, Optional.of(Duration.ofMillis(100)), 0),
                        new Timeline.Step(50, users * 0.75, 0, Optional.empty(), 1)));
        LevelWindow window = new LevelWindow(
                START.plusSeconds(number == 0 && warmUp ? 0 : from),
                Duration.ofSeconds(number == 0 && warmUp ? from : 0),
                Duration.ofSeconds(10),
                seconds(drain),
                Ending.COMPLETED,
                Optional.of("10 s"),
                Optional.empty(),
                Optional.of(timeline),
                Optional.empty());
        return new LevelResult(
                point.load(),
                point.shape().map(shape -> new LevelResult.Variant(Optional.of(shape), point.repeat())),
                window,
                new PhaseCounts(
                        counts(number, Phase.WARM_UP), counts(number, Phase.MEASURED), counts(number, Phase.HELD)),
                level.tokens(),
                level.throughput(),
                level.latency(),
                level.verdict(),
                Map.of());
    }

    private RequestCounts counts(int level, Phase phase) {
        List<JournaledRequest> of = requests.stream()
                .filter(request -> request.level() == level && request.phase() == phase)
                .toList();
        Map<FailureKind, Long> failed = of.stream()
                .flatMap(request -> request.failure().stream())
                .collect(Collectors.groupingBy(JournaledRequest.Failure::kind, Collectors.counting()));
        return new RequestCounts(
                of.size(),
                count(of, Outcome.SUCCEEDED),
                failed,
                count(of, Outcome.CENSORED),
                count(of, Outcome.CANCELLED),
                count(of, Outcome.DROPPED),
                0);
    }

    private static long count(List<JournaledRequest> requests, Outcome outcome) {
        return requests.stream().filter(request -> request.outcome() == outcome).count();
    }

    private void add(
            int level, Phase phase, Outcome outcome, double start, double firstToken, double end, long tokens) {
        boolean over = outcome == Outcome.SUCCEEDED;
        requests.add(new JournaledRequest(
                requests.size(),
                level,
                phase,
                outcome,
                Optional.empty(),
                new JournaledRequest.Stamps(
                        seconds(start),
                        Optional.of(seconds(start)),
                        Optional.of(seconds(start + 0.001)),
                        Optional.of(seconds(firstToken - 0.01)),
                        Optional.of(seconds(firstToken)),
                        Optional.of(seconds(firstToken)),
                        Optional.of(seconds(end - 0.001)),
                        Optional.of(seconds(end))),
                new JournaledRequest.Tokens(
                        WANTED,
                        over ? Optional.of((long) PROMPT) : Optional.empty(),
                        over ? Optional.of(tokens) : Optional.empty(),
                        (int) tokens,
                        Optional.empty(),
                        Optional.of(PROMPT)),
                Optional.of(40_000)));
    }

    private void failed(int level, double start, double end, FailureKind kind, Optional<Integer> status) {
        requests.add(new JournaledRequest(
                requests.size(),
                level,
                Phase.MEASURED,
                Outcome.FAILED,
                Optional.of(new JournaledRequest.Failure(kind, status, "so it was")),
                new JournaledRequest.Stamps(
                        seconds(start),
                        Optional.of(seconds(start)),
                        Optional.of(seconds(start + 0.001)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(seconds(end))),
                new JournaledRequest.Tokens(
                        WANTED, Optional.empty(), Optional.empty(), 0, Optional.empty(), Optional.of(PROMPT)),
                Optional.empty()));
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
