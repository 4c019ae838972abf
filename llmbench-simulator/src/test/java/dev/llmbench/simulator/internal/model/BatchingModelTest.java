package dev.llmbench.simulator.internal.model;

import static dev.llmbench.simulator.internal.model.VirtualEngine.run;
import static dev.llmbench.simulator.internal.model.VirtualEngine.sequences;
import static dev.llmbench.simulator.internal.model.VirtualEngine.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.simulator.cost.FixedCost;
import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.internal.model.VirtualEngine.Noted;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine in virtual time: every figure is exact. */
class BatchingModelTest {
    /** Decode 1000 + 10 a sequence, prefill 200 + 1 a token, four sequences. */
    private static final StepCost COST = FixedCost.ofNanos(1000, 10, 200, 1);

    private static final BatchLimits LIMITS = BatchLimits.of(4, 8192);

    @Nested
    class ALoneSequence {
        @Test
        void has_its_first_token_after_its_prefill_and_then_one_a_decode_step() {
            var alone = new Noted(100, 3);

            run(with(COST, LIMITS, List.of(alone)), 0);

            assertThat(alone.times).containsExactly(300L, 1310L, 2320L);
        }
    }

    @Nested
    class ASequenceThatArrivesDuringAStep {
        @Test
        void waits_for_its_end_and_delays_the_others_by_its_prefill() {
            var model = new BatchingModel<Noted>(COST, LIMITS);
            var first = new Noted(100, 3);
            var second = new Noted(50, 2);
            model.arrive(first);
            long now = model.beginStep();
            model.arrive(second);
            long endOfFirst = now;
            model.endStep(sequence -> sequence.times.add(endOfFirst));

            run(model, now);

            // the step of both: prefill 200 + 50, decode of one 1000 + 10
            assertThat(first.times).containsExactly(300L, 300L + 250 + 1010, 1560L + 1020);
            assertThat(second.times).containsExactly(1560L, 2580L);
        }
    }

    @Nested
    class MoreSequencesThanFit {
        @Test
        void wait_until_those_before_them_are_done() {
            var all = sequences(12, 100, 10);

            run(with(COST, LIMITS, all), 0);

            // a batch of four: prefill 200 + 400, nine decodes of 1000 + 40
            long batch = 600 + 9 * 1040;
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).times.get(0)).isEqualTo(i / 4 * batch + 600);
            }
        }

        @Test
        void enter_one_by_one_as_others_leave() {
            var model = with(COST, LIMITS, List.of(new Noted(1, 1), new Noted(1, 9), new Noted(1, 9), new Noted(1, 9)));
            model.arrive(new Noted(1, 9));

            model.beginStep();
            assertThat(model.running()).isEqualTo(4);
            assertThat(model.waiting()).isEqualTo(1);
            model.endStep(sequence -> {});
            model.beginStep();

            assertThat(model.running()).isEqualTo(4);
            assertThat(model.waiting()).isZero();
        }
    }

    @Nested
    class Throughput {
        private double tokensPerSecond(int concurrency) {
            var model = with(
                    FixedCost.ofNanos(8_000_000, 50_000, 0, 0),
                    BatchLimits.of(64, 8192),
                    sequences(concurrency, 1, 200));
            long nanos = run(model, 0);
            return concurrency * 200 / (nanos / 1e9);
        }

        @Test
        void grows_with_the_batch_and_is_flat_beyond_the_greatest_one() {
            assertThat(tokensPerSecond(1)).isCloseTo(1 / 0.00805, within(1.0));
            assertThat(tokensPerSecond(8)).isGreaterThan(7 * tokensPerSecond(1));
            assertThat(tokensPerSecond(64)).isGreaterThan(5 * tokensPerSecond(8));
            assertThat(tokensPerSecond(256)).isCloseTo(tokensPerSecond(64), within(1.0));
        }
    }

    @Nested
    class APrompt {
        @Test
        void that_does_not_fit_into_the_step_is_read_in_this_and_the_next() {
            var all = List.of(new Noted(60, 2), new Noted(60, 2));

            run(with(COST, BatchLimits.of(4, 100), all), 0);

            // 60 and 40 tokens; then 20 tokens and the first one's decode; then the second one's decode
            assertThat(all.get(0).times).containsExactly(300L, 300L + 220 + 1010);
            assertThat(all.get(1).times).containsExactly(1530L, 1530L + 1010);
        }

        @Test
        void longer_than_a_step_takes_is_read_in_parts() {
            var alone = new Noted(510, 1);

            run(with(COST, BatchLimits.of(4, 100), List.of(alone)), 0);

            assertThat(alone.times).containsExactly(5 * 300L + 210);
        }
    }

    @Nested
    class ChunkedPrefill {
        private long longestGapOfARunningSequence(int maxTokens) {
            var model = new BatchingModel<Noted>(COST, BatchLimits.of(4, maxTokens));
            var running = new Noted(10, 200);
            model.arrive(running);
            long now = VirtualEngine.step(model, 0);
            model.arrive(new Noted(8_000, 5));

            run(model, now);

            return running.longestGap();
        }

        @Test
        void bounds_the_gap_between_tokens_of_running_sequences_by_the_step() {
            // a decode of one, and 511 tokens of the long prompt beside it
            assertThat(longestGapOfARunningSequence(512)).isEqualTo(1010 + 200 + 511);
            // the whole prompt at once
            assertThat(longestGapOfARunningSequence(8_192)).isEqualTo(1010 + 200 + 8_000);
        }
    }

    @Nested
    class ACancelledSequence {
        @Test
        void leaves_the_queue_or_the_batch_and_gets_no_token_more() {
            var model = new BatchingModel<Noted>(COST, BatchLimits.of(1, 100));
            var running = new Noted(1, 9);
            var waiting = new Noted(1, 9);
            model.arrive(running);
            model.arrive(waiting);
            model.beginStep();

            model.cancel(running);
            model.cancel(waiting);
            model.endStep(sequence -> sequence.times.add(0L));

            assertThat(running.times).isEmpty();
            assertThat(model.beginStep()).isZero();
        }
    }

    @Nested
    class Conservation {
        @ParameterizedTest(name = "seed {0}")
        @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
        void every_sequence_gets_its_tokens_in_order_of_time_and_the_batch_never_overflows(long seed) {
            var random = new SplittableRandom(seed);
            var model = new BatchingModel<Noted>(COST, LIMITS);
            var all = new ArrayList<Noted>();
            long now = 0;
            while (all.size() < 200 || model.running() + model.waiting() > 0) {
                for (int i = random.nextInt(3); i > 0 && all.size() < 200; i--) {
                    var sequence = new Noted(1 + random.nextInt(300), 1 + random.nextInt(20));
                    all.add(sequence);
                    model.arrive(sequence);
                }
                now += Math.max(1, model.beginStep());
                assertThat(model.running()).isLessThanOrEqualTo(4);
                long at = now;
                model.endStep(sequence -> sequence.times.add(at));
            }
            assertThat(all).allSatisfy(sequence -> {
                assertThat(sequence.times)
                        .hasSize(sequence.outputTokens())
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(sequence.finished()).isTrue();
            });
            // first come, first served
            assertThat(all).extracting(sequence -> sequence.times.get(0)).isSorted();
        }
    }
}
