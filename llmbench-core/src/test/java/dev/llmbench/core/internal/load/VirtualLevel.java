package dev.llmbench.core.internal.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Criteria;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.Objective;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.measure.LevelMeasurement;
import dev.llmbench.core.internal.record.ArrivalBuffer;
import dev.llmbench.core.internal.record.ArrivalBuffers;
import dev.llmbench.core.internal.record.LiveCounters;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.core.internal.record.RequestTrace;
import dev.llmbench.core.internal.watch.GeneratorFigures;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A whole level in virtual time, from the plan to the result, against a {@link VirtualServer}.
 *
 * <p>Whatever a test looks at, every level is checked twice more: all requests must be accounted for on both sides, and
 * every figure must agree with {@link Recomputed}.
 */
final class VirtualLevel {
    private static final long HIGHEST = Duration.ofHours(1).toNanos();

    /** From which moment the journal of a virtual run counts. */
    static final long JOURNAL_ZERO = 123_456_789L;

    private static final Duration LOOK = Duration.ofMillis(70);

    private final Load load;
    private Phases phases = Phases.defaults().withWarmUp(Duration.ZERO).withRampUp(Duration.ZERO);
    private final List<Stop> stops = new ArrayList<>();
    private RequestSettings requests = RequestSettings.defaults();
    private Criteria criteria = Criteria.defaults();
    private long seed;
    private int loops = 1;
    private Duration lag = Duration.ZERO;
    private Duration bookkeeping = Duration.ZERO;
    private Duration preparing = Duration.ZERO;
    private int mostUsers = Integer.MAX_VALUE;
    private long suppliedAtMost = Long.MAX_VALUE;
    private long sinkBreaksAt = Long.MAX_VALUE;
    private Optional<Duration> cancel = Optional.empty();
    private boolean cancelledBefore;

    private VirtualLevel(Load load) {
        this.load = load;
    }

    static VirtualLevel users(int count) {
        return new VirtualLevel(Load.concurrency(count));
    }

    static VirtualLevel usersThinking(int count, Duration pause) {
        return new VirtualLevel(Load.concurrency(count).thinkTime(pause));
    }

    static VirtualLevel saturation() {
        return new VirtualLevel(Load.saturation());
    }

    static VirtualLevel saturation(int cap) {
        return new VirtualLevel(Load.saturation().maxUsers(cap));
    }

    /** The machine can't hold more open. */
    VirtualLevel mostUsers(int count) {
        mostUsers = count;
        return this;
    }

    static VirtualLevel rate(double perSecond, Arrival arrival) {
        return new VirtualLevel(Load.rate(perSecond).arrival(arrival));
    }

    static VirtualLevel rate(double perSecond, Arrival arrival, int cap) {
        return new VirtualLevel(Load.rate(perSecond).arrival(arrival).maxInFlight(cap));
    }

    /** One request every {@code gap}; the first is due when the level starts. */
    static VirtualLevel every(Duration gap) {
        return rate(1e9 / gap.toNanos(), Arrival.CONSTANT);
    }

    VirtualLevel warmUp(Duration time) {
        phases = phases.withWarmUp(time);
        return this;
    }

    VirtualLevel rampUp(Duration time) {
        phases = phases.withRampUp(time);
        return this;
    }

    VirtualLevel drainLimit(Duration time) {
        phases = phases.withDrainLimit(time);
        return this;
    }

    VirtualLevel safetyLimit(Duration time) {
        phases = phases.withSafetyLimit(time);
        return this;
    }

    /** Requests that only held the load are followed to their end. */
    VirtualLevel finishingHeldLoad() {
        phases = phases.withHeldLoad(Phases.HeldLoad.FINISH);
        return this;
    }

    VirtualLevel window(Duration time) {
        return stop(Stop.elapsed(time));
    }

    VirtualLevel stop(Stop stop) {
        stops.add(stop);
        return this;
    }

    VirtualLevel timeouts(Duration firstToken, Duration stall, Duration total) {
        requests = requests.withTimeouts(new Timeouts(Duration.ofSeconds(10), firstToken, stall, total));
        return this;
    }

    VirtualLevel notStreamed() {
        requests = requests.notStreamed();
        return this;
    }

    VirtualLevel objective(String text) {
        criteria = criteria.withObjective(Objective.parse(text));
        return this;
    }

    VirtualLevel seed(long value) {
        seed = value;
        return this;
    }

    VirtualLevel loops(int count) {
        loops = count;
        return this;
    }

    /** All loops but the first are held up by so much. */
    VirtualLevel lagging(Duration time) {
        lag = time;
        return this;
    }

    /** Whoever takes the detail of a request that is over holds up the loop for so long. */
    VirtualLevel bookkeeping(Duration time) {
        bookkeeping = time;
        return this;
    }

    /** Making a request holds up the loop for so long. */
    VirtualLevel preparing(Duration time) {
        preparing = time;
        return this;
    }

    /** Whoever takes the detail of requests that are over breaks at the one of this number. */
    VirtualLevel sinkBreaksAt(long number) {
        sinkBreaksAt = number;
        return this;
    }

    /** The workload breaks when it is asked for one more. */
    VirtualLevel suppliedAtMost(long count) {
        suppliedAtMost = count;
        return this;
    }

    /** The user ends the level so long after its start. */
    VirtualLevel cancelAfter(Duration time) {
        cancel = Optional.of(time);
        return this;
    }

    VirtualLevel cancelBeforeStart() {
        cancelledBefore = true;
        return this;
    }

    /** Runs the level against a server that always answers alike. */
    Measured answering(Answer answer) {
        return answering(seen -> answer);
    }

    /** Runs the level against a server that answers each request by a script. */
    Measured answering(Function<VirtualServer.Seen, Answer> script) {
        BenchmarkPlan plan =
                new BenchmarkPlan("", Workload.synthetic().seed(seed), load, phases, stops, requests, criteria);
        return new Execution(plan, 0, script).run();
    }

    /** Runs one level of a plan against a server that always answers alike. */
    static Measured of(BenchmarkPlan plan, int number, Answer answer) {
        return new VirtualLevel(plan.load()).new Execution(plan, number, seen -> answer).run();
    }

    /** What came of a level. */
    record Measured(
            LevelRecording recording,
            Optional<LevelResult> figures,
            List<RequestRecord> requests,
            List<LiveCounters.Snapshot> snapshots,
            VirtualServer server,
            List<String> sent) {
        LevelResult result() {
            return figures.orElseThrow();
        }

        /** When the first request was due. */
        long start() {
            return recording.recorder().clock().start();
        }
    }

    private final class Execution implements RequestSupply, RequestSink {
        private final BenchmarkPlan plan;
        private final VirtualTime time = new VirtualTime();
        private final VirtualServer server;
        private final ArrivalBuffers buffers = new ArrivalBuffers();
        private final List<RequestRecord> records = new ArrayList<>();
        private final List<LevelRecording> recordings = new ArrayList<>();
        private final List<LiveCounters.Snapshot> snapshots = new ArrayList<>();
        private final List<String> sent = new ArrayList<>();
        private final LevelRun level;
        private int windowsBegun;
        private int windowsEnded;

        Execution(BenchmarkPlan plan, int number, Function<VirtualServer.Seen, Answer> script) {
            this.plan = plan;
            this.server = new VirtualServer(script);
            List<LevelRun.Lane> lanes = new ArrayList<>();
            for (int i = 0; i < loops; i++) {
                Loop loop = time.laggingLoop(i == 0 ? 0 : lag.toNanos());
                lanes.add(new LevelRun.Lane(loop, server.transport(loop)));
            }
            LevelRun.Resources resources = new LevelRun.Resources(
                    lanes,
                    this,
                    this,
                    new OpenAiChatProtocol(),
                    body -> new String(body, StandardCharsets.UTF_8),
                    new AtomicLong(),
                    HIGHEST);
            this.level = new LevelRun(
                    LevelPlan.of(plan, plan.workload().seed().orElse(1), mostUsers, number),
                    resources,
                    new LevelRun.Listener() {
                        @Override
                        public void windowBegins() {
                            windowsBegun++;
                        }

                        @Override
                        public void windowEnded() {
                            windowsEnded++;
                        }

                        @Override
                        public void over(LevelRecording recording) {
                            recordings.add(recording);
                        }
                    });
        }

        Measured run() {
            long origin = time.nanos();
            if (cancelledBefore) {
                level.cancel();
            }
            level.start();
            cancel.ifPresent(after -> time.loop().at(origin + after.toNanos(), level::cancel));
            look();
            time.run();

            assertThat(recordings).as("the level ends once").hasSize(1);
            assertThat(windowsEnded).as("windows ended").isEqualTo(windowsBegun).isLessThanOrEqualTo(1);
            LevelRecording recording = recordings.get(0);
            Optional<LevelResult> result = LevelMeasurement.of(
                    recording,
                    new LevelMeasurement.Context(
                            Instant.EPOCH,
                            plan,
                            ServerFacts.unknown(),
                            true,
                            GeneratorFigures.none("virtual time"),
                            0,
                            OptionalLong.of(JOURNAL_ZERO)));
            Conservation.check(recording, records, server, sent.size(), lag.toNanos());
            checkLive(recording);
            result.ifPresent(figures -> new Recomputed(recording, records).check(figures));
            return new Measured(recording, result, records, snapshots, server, sent);
        }

        /** Looks at the live counters now and then, as a progress display does. */
        private void look() {
            snapshots.add(level.snapshot());
            if (recordings.isEmpty()) {
                time.loop().at(time.nanos() + LOOK.toNanos(), this::look);
            }
        }

        private void checkLive(LevelRecording recording) {
            LiveCounters.Snapshot before = LiveCounters.Snapshot.ZERO;
            for (LiveCounters.Snapshot now : snapshots) {
                long[] earlier = values(before);
                long[] later = values(now);
                for (int i = 0; i < later.length; i++) {
                    assertThat(later[i]).as("a live counter goes back").isGreaterThanOrEqualTo(earlier[i]);
                }
                before = now;
            }
            var all = recording.recorder().counts().overall();
            var last = level.snapshot();
            assertThat(values(last))
                    .as("the last live counters")
                    .containsExactly(
                            records.stream().mapToLong(r -> r.tokens().events()).sum(),
                            all.offered() - all.dropped(),
                            all.succeeded(),
                            all.failedTotal(),
                            all.censored() + all.cancelled(),
                            all.dropped());
            assertThat(last.inFlight()).isZero();
        }

        private long[] values(LiveCounters.Snapshot s) {
            return new long[] {s.events(), s.started(), s.succeeded(), s.failed(), s.otherwiseEnded(), s.dropped()};
        }

        @Override
        public PreparedRequest next() {
            return request("full");
        }

        @Override
        public PreparedRequest nextShortened(double share) {
            return request("share " + share);
        }

        private PreparedRequest request(String text) {
            if (sent.size() >= suppliedAtMost) {
                throw new IllegalStateException("the prompts are used up");
            }
            sent.add(text);
            time.pass(preparing.toNanos());
            return new PreparedRequest(text.getBytes(StandardCharsets.US_ASCII), 100, 10);
        }

        @Override
        public void accept(int number, Phase phase, Outcome outcome, RequestTrace trace) {
            RequestRecord record = trace.toRecord(number, phase, outcome, words -> words);
            RequestRecord.Arrivals live = record.arrivals();
            RequestRecord.Arrivals kept = new RequestRecord.Arrivals(
                    live.count(),
                    Arrays.copyOf(live.nanos(), live.count()),
                    Arrays.copyOf(live.events(), live.count()),
                    Arrays.copyOf(live.exactTokens(), live.count()));
            records.add(new RequestRecord(
                    record.id(),
                    number,
                    phase,
                    outcome,
                    record.failure(),
                    record.stamps(),
                    record.tokens(),
                    record.serverTimes(),
                    kept,
                    record.localPort()));
            buffers.giveBack(trace.arrivals());
            time.pass(bookkeeping.toNanos());
            if (records.size() == sinkBreaksAt) {
                throw new IllegalStateException("the detail can't be kept");
            }
        }

        @Override
        public ArrivalBuffer buffer() {
            return buffers.take();
        }
    }
}
