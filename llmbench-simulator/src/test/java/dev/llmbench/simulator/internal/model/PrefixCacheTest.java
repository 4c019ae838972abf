package dev.llmbench.simulator.internal.model;

import static dev.llmbench.simulator.internal.model.VirtualEngine.run;
import static dev.llmbench.simulator.internal.model.VirtualEngine.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.simulator.cost.FixedCost;
import dev.llmbench.simulator.cost.StepCost;
import dev.llmbench.simulator.internal.model.VirtualEngine.Noted;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prompts that begin alike, in virtual time. */
class PrefixCacheTest {
    private static final StepCost COST = FixedCost.ofNanos(1000, 10, 200, 1);
    private static final BatchLimits LIMITS = BatchLimits.of(8, 8192).withCache(1_024, true);

    private static int[] prompt(int length, long seed) {
        return new SplittableRandom(seed).ints(length, 0, 32_000).toArray();
    }

    private static int[] joined(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    @Test
    void the_second_of_two_identical_prompts_reads_only_what_must_be_computed() {
        var model = new BatchingModel<Noted>(COST, LIMITS);
        var first = new Noted(prompt(100, 1), 1);
        var second = new Noted(prompt(100, 1), 1);
        model.arrive(first);
        long now = run(model, 0);
        model.arrive(second);
        run(model, now);

        assertThat(first.first()).isEqualTo(200 + 100);
        assertThat(first.cachedTokens()).isZero();
        // six full blocks are known, four tokens are not
        assertThat(second.cachedTokens()).isEqualTo(96);
        assertThat(second.first() - now).isEqualTo(200 + 4);
        assertThat(model.prefixTokensAsked()).isEqualTo(200);
        assertThat(model.prefixTokensFound()).isEqualTo(96);
    }

    @Test
    void the_last_token_of_a_prompt_is_always_computed() {
        var model = new BatchingModel<Noted>(COST, LIMITS);
        model.arrive(new Noted(prompt(96, 1), 1));
        run(model, 0);
        var second = new Noted(prompt(96, 1), 1);
        model.arrive(second);
        run(model, 0);

        assertThat(second.cachedTokens()).isEqualTo(80);
    }

    @Test
    void prompts_share_as_far_as_they_begin_alike() {
        var model = new BatchingModel<Noted>(COST, LIMITS);
        int[] beginning = prompt(40, 1);
        model.arrive(new Noted(joined(beginning, prompt(60, 2)), 1));
        run(model, 0);
        var like = new Noted(joined(beginning, prompt(60, 3)), 1);
        var unlike = new Noted(joined(prompt(16, 9), joined(beginning, prompt(44, 2))), 1);
        model.arrive(like);
        model.arrive(unlike);
        run(model, 0);

        assertThat(like.cachedTokens()).isEqualTo(32);
        assertThat(unlike.cachedTokens()).isZero();
    }

    @Test
    void sequences_that_run_together_hold_what_they_share_once() {
        var model = new BatchingModel<Noted>(COST, LIMITS);
        model.arrive(new Noted(prompt(161, 1), 50));
        VirtualEngine.step(model, 0);
        double alone = model.cacheUsage();
        model.arrive(new Noted(prompt(161, 1), 50));
        VirtualEngine.step(model, 0);

        // ten blocks are shared, and each has one of its own
        assertThat(alone).isEqualTo(11 / 64.0);
        assertThat(model.cacheUsage()).isEqualTo(12 / 64.0);
    }

    @Test
    void what_was_left_longest_ago_is_forgotten_first_when_room_is_needed() {
        var model = new BatchingModel<Noted>(COST, LIMITS);
        for (int[] prompt : List.of(prompt(320, 1), prompt(320, 2), prompt(320, 3))) {
            model.arrive(new Noted(prompt, 1));
            run(model, 0);
        }
        // 64 blocks: three prompts of 20 are known, and one of 16 blocks needs the room of 12 of the oldest
        model.arrive(new Noted(prompt(256, 4), 1));
        run(model, 0);
        var newest = new Noted(prompt(320, 3), 1);
        model.arrive(newest);
        run(model, 0);
        var oldest = new Noted(prompt(320, 1), 1);
        model.arrive(oldest);
        run(model, 0);

        assertThat(newest.cachedTokens()).isEqualTo(19 * 16);
        assertThat(oldest.cachedTokens()).isBetween(16, 8 * 16);
    }

    @Test
    void nothing_is_known_after_it_was_cleared_or_where_it_is_off() {
        var model = new BatchingModel<Noted>(COST, LIMITS);
        model.arrive(new Noted(prompt(100, 1), 1));
        run(model, 0);
        model.clearPrefixes();
        var cleared = new Noted(prompt(100, 1), 1);
        model.arrive(cleared);
        run(model, 0);
        var off = List.of(new Noted(prompt(100, 1), 1), new Noted(prompt(100, 1), 1));
        run(with(COST, BatchLimits.of(1, 8192).withCache(1_024, false), off), 0);

        assertThat(cleared.cachedTokens()).isZero();
        assertThat(off.get(1).cachedTokens()).isZero();
    }
}
