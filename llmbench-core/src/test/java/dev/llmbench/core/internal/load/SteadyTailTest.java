package dev.llmbench.core.internal.load;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Phases;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Workload;
import dev.llmbench.core.internal.record.ArrivalBuffer;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestTrace;
import dev.llmbench.core.internal.wire.OpenAiChatProtocol;
import dev.llmbench.simulator.cost.FixedCost;
import dev.llmbench.simulator.internal.model.BatchLimits;
import dev.llmbench.simulator.internal.model.BatchingModel;
import dev.llmbench.simulator.internal.model.Sequence;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Users with prompts and answers of one length against an engine with continuous batching, in virtual time: if all
 * started together, they would go on in step, and the first seconds would decide the tail of the whole level.
 */
class SteadyTailTest {
    private static final int USERS = 32;
    private static final int TOKENS = 128;
    private static final Duration WINDOW = Duration.ofMinutes(4);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void the_slowest_first_tokens_are_alike_in_both_halves_of_the_window(long seed) {
        BenchmarkPlan plan = BenchmarkPlan.of(
                        Workload.synthetic()
                                .inputTokens(TOKENS)
                                .outputTokens(TOKENS)
                                .seed(seed),
                        concurrency(USERS))
                .withPhases(Phases.defaults().withWarmUp(Duration.ofSeconds(10)))
                .withStop(Stop.elapsed(WINDOW));

        List<Sample> samples = new VirtualRun(LevelPlan.of(plan, seed, 64, 0)).samples();

        long middle = samples.get(0).start() + WINDOW.toNanos() / 2;
        List<Long> first = new ArrayList<>();
        List<Long> second = new ArrayList<>();
        samples.forEach(sample -> (sample.start() < middle ? first : second).add(sample.timeToFirstToken()));
        assertThat(first).hasSizeGreaterThan(1_000);
        assertThat(second).hasSizeGreaterThan(1_000);
        assertThat(p99(second)).isCloseTo(p99(first), withinPercentage(5));
    }

    private static double p99(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1);
    }

    /** A request of W: when it was written, and how long its first token took. */
    private record Sample(long start, long timeToFirstToken) {}

    /** One loop, one engine and one level on a clock that jumps from one task to the next. */
    private static final class VirtualRun implements Loop, Transport, RequestSupply, RequestSink, LevelRun.Listener {
        private static final byte[] TOKEN =
                ascii("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" a\"}}]}\n\n");
        private static final byte[] END = ascii(
                "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"length\"}]}\n\ndata: [DONE]\n\n");

        private final PriorityQueue<Task> tasks =
                new PriorityQueue<>(Comparator.comparingLong(Task::nanos).thenComparingLong(Task::number));
        private final BatchingModel<Answering> engine =
                new BatchingModel<>(FixedCost.ofNanos(8_000_000, 50_000, 2_000_000, 50_000), BatchLimits.of(64, 8_192));
        private final List<Sample> samples = new ArrayList<>();
        private long now;
        private long numbers;
        private boolean stepping;

        private record Task(long nanos, long number, Runnable work) {}

        private static final class Answering extends Sequence {
            private final Call call;

            Answering(int outputTokens, Call call) {
                super(TOKENS, outputTokens);
                this.call = call;
            }
        }

        VirtualRun(LevelPlan plan) {
            var resources = new LevelRun.Resources(
                    List.of(new LevelRun.Lane(this, this)),
                    this,
                    this,
                    new OpenAiChatProtocol(),
                    body -> "",
                    new AtomicLong(),
                    Duration.ofHours(1).toNanos());
            new LevelRun(plan, resources, this).start();
            while (!tasks.isEmpty()) {
                Task next = tasks.remove();
                now = next.nanos();
                next.work().run();
            }
        }

        /** In the order of their starts. */
        List<Sample> samples() {
            samples.sort(Comparator.comparingLong(Sample::start));
            return samples;
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void execute(Runnable task) {
            at(now, task);
        }

        @Override
        public void afterReading(Runnable task) {
            at(now, task);
        }

        @Override
        public void at(long nanos, Runnable task) {
            tasks.add(new Task(Math.max(now, nanos), numbers++, task));
        }

        @Override
        public InFlight send(byte[] request, Call call) {
            Answering sequence = new Answering(Integer.parseInt(new String(request, StandardCharsets.US_ASCII)), call);
            call.connected(now, false, 0);
            call.writing(now);
            engine.arrive(sequence);
            if (!stepping) {
                stepping = true;
                execute(this::step);
            }
            return () -> engine.cancel(sequence);
        }

        private void step() {
            long length = engine.beginStep();
            stepping = length > 0;
            if (stepping) {
                at(now + length, () -> {
                    engine.endStep(this::token);
                    step();
                });
            }
        }

        private void token(Answering sequence) {
            Call call = sequence.call;
            call.bytes(now, 0);
            if (sequence.generated() == 1) {
                call.head(now, 200, true);
            }
            call.body(TOKEN, 0, TOKEN.length, now);
            if (sequence.finished()) {
                call.body(END, 0, END.length, now);
                call.ended(now);
            }
        }

        @Override
        public PreparedRequest next() {
            return request(TOKENS);
        }

        @Override
        public PreparedRequest nextShortened(double share) {
            return request((int) Math.ceil(TOKENS * share));
        }

        private static PreparedRequest request(int outputTokens) {
            return new PreparedRequest(ascii(Integer.toString(outputTokens)), TOKENS, outputTokens);
        }

        @Override
        public void accept(int level, Phase phase, Outcome outcome, RequestTrace trace) {
            if (phase == Phase.MEASURED && outcome == Outcome.SUCCEEDED) {
                long firstToken = trace.arrivals().nanos(0);
                samples.add(new Sample(trace.requestWritten(), firstToken - trace.requestWritten()));
            }
        }

        @Override
        public ArrivalBuffer buffer() {
            return new ArrivalBuffer();
        }

        @Override
        public void windowBegins() {}

        @Override
        public void windowEnded() {}

        @Override
        public void over(LevelRecording recording) {}
    }
}
