package dev.llmbench.simulator.internal.model;

import static dev.llmbench.simulator.internal.model.VirtualEngine.run;
import static dev.llmbench.simulator.internal.model.VirtualEngine.sequences;
import static dev.llmbench.simulator.internal.model.VirtualEngine.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.llmbench.simulator.cost.FixedCost;
import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.internal.model.VirtualEngine.Noted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when keys and values don't fit, in virtual time. */
class FullCacheTest {
    private static final StepCost COST = FixedCost.ofNanos(1000, 10, 200, 1);

    private static BatchLimits room(long tokens) {
        return BatchLimits.of(8, 8192).withCache(tokens, false);
    }

    @Test
    void without_pressure_nobody_is_preempted() {
        var model = with(COST, room(8 * 64), sequences(8, 32, 32));

        run(model, 0);

        assertThat(model.preemptions()).isZero();
        assertThat(model.cacheUsage()).isZero();
    }

    @Test
    void the_sequence_that_entered_last_starts_again_with_what_it_had() {
        var older = new Noted(32, 40);
        var younger = new Noted(32, 40);
        var model = with(COST, room(96), List.of(older, younger));

        run(model, 0);

        // six blocks hold two prompts of two blocks and 16 tokens more of each; then the older one takes all
        assertThat(model.preemptions()).isEqualTo(1);
        assertThat(older.times).hasSize(40);
        assertThat(younger.times).hasSize(40);
        // both had 17 tokens; the older one makes the 23 that it lacks alone
        assertThat(older.times.get(39) - older.times.get(16)).isEqualTo(23 * 1010L);
        // then prompt and 17 tokens are read again, which gives the next token
        assertThat(younger.times.get(17)).isEqualTo(older.times.get(39) + 200 + 32 + 17);
        assertThat(younger.times.get(18) - younger.times.get(17)).isEqualTo(1010);
    }

    @Test
    void a_preempted_sequence_comes_before_those_that_have_waited() {
        var all = sequences(3, 32, 40);

        run(with(COST, BatchLimits.of(2, 8192).withCache(96, false), all), 0);

        assertThat(all.get(1).times.get(39)).isLessThan(all.get(2).times.get(39));
        assertThat(all.get(1).times.get(17)).isLessThanOrEqualTo(all.get(2).first());
    }

    @Test
    void a_sequence_that_could_never_fit_is_refused() {
        var model = new BatchingModel<Noted>(COST, room(96));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.arrive(new Noted(90, 7)))
                .withMessageContaining("97 tokens");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void every_sequence_still_gets_all_its_tokens_once_and_the_room_is_never_exceeded(long seed) {
        var random = new SplittableRandom(seed);
        var limits = BatchLimits.of(16, 64 + random.nextInt(200)).withCache(640, random.nextBoolean());
        var model = new BatchingModel<Noted>(COST, limits);
        var all = new ArrayList<Noted>();
        long now = 0;
        while (all.size() < 150 || model.running() + model.waiting() > 0) {
            for (int i = random.nextInt(4); i > 0 && all.size() < 150; i--) {
                int[] prompt = new int[1 + random.nextInt(300)];
                Arrays.fill(prompt, random.nextInt(3)); // so that many begin alike
                var sequence = new Noted(prompt, 1 + random.nextInt(200));
                all.add(sequence);
                model.arrive(sequence);
            }
            if (random.nextInt(200) == 0) {
                model.cancel(all.get(random.nextInt(all.size())));
            }
            now = VirtualEngine.step(model, now) + 1;
            assertThat(model.cacheUsage()).isBetween(0.0, 1.0);
        }

        assertThat(model.preemptions()).as("there was pressure").isPositive();
        assertThat(model.cacheUsage()).as("all room was given back").isZero();
        assertThat(all).allSatisfy(sequence -> {
            assertThat(sequence.finished()).isTrue();
            assertThat(sequence.times).hasSize(sequence.generated()).isSorted().doesNotHaveDuplicates();
        });
        assertThat(all.stream().filter(sequence -> sequence.generated() == sequence.outputTokens()))
                .as("those that were not cancelled")
                .hasSizeGreaterThan(75);
    }
}
