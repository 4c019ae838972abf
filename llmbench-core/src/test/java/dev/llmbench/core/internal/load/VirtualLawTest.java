package dev.llmbench.core.internal.load;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.Stop;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does, whatever is planned, and whenever the user has enough. */
class VirtualLawTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void every_request_is_accounted_for_and_every_figure_follows_from_the_journal(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean streamed = random.nextInt(8) > 0;
        long answers = random.nextLong();

        // VirtualLevel checks both, of each level that it runs
        var measured = randomLevel(random, streamed)
                .answering(seen -> randomAnswer(new SplittableRandom(answers + seen.number()), streamed));

        assertThat(measured.recording().recorder().offeredCount())
                .isEqualTo(measured.requests().size());
    }

    private static VirtualLevel randomLevel(SplittableRandom random, boolean streamed) {
        VirtualLevel level = randomLoad(random).seed(random.nextLong()).loops(1 + random.nextInt(3));
        Duration warmUp = random.nextInt(3) == 0 ? Duration.ZERO : time(random, 3_000);
        level.warmUp(warmUp)
                .rampUp(random.nextBoolean() ? Duration.ZERO : warmUp)
                .timeouts(time(random, 3_000), time(random, 2_000), time(random, 6_000));
        if (random.nextBoolean()) {
            level.lagging(time(random, 4)); // less than the time by which borders are told in advance
        }
        boolean requests = random.nextInt(3) == 0;
        Duration window = time(random, 8_000);
        if (requests) {
            level.stop(Stop.requests(1 + random.nextInt(40)));
        }
        if (!requests || random.nextBoolean()) {
            level.window(window);
        } else {
            level.safetyLimit(time(random, 20_000));
        }
        if (random.nextInt(3) == 0) {
            level.stop(new Stop.ErrorRate(random.nextDouble(), 1 + random.nextInt(20)));
        }
        if (random.nextInt(3) > 0) {
            level.drainLimit(random.nextInt(4) == 0 ? Duration.ZERO : time(random, 3_000));
        }
        if (random.nextInt(3) == 0) {
            level.finishingHeldLoad();
        }
        if (random.nextInt(3) == 0) {
            level.cancelAfter(time(random, 12_000));
        }
        if (random.nextInt(10) == 0) {
            level.suppliedAtMost(random.nextInt(60));
        }
        if (random.nextInt(10) == 0) {
            level.sinkBreaksAt(1 + random.nextInt(60));
        }
        if (random.nextBoolean()) {
            level.objective("ttft.p90=400ms").objective("e2e_from_schedule.p50=900ms");
        }
        return streamed ? level : level.notStreamed();
    }

    private static VirtualLevel randomLoad(SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> VirtualLevel.users(1 + random.nextInt(8));
            case 1 -> VirtualLevel.usersThinking(1 + random.nextInt(8), time(random, 400));
            case 2 -> VirtualLevel.rate(1 + random.nextInt(40), Arrival.CONSTANT);
            case 3 -> VirtualLevel.rate(1 + 40 * random.nextDouble(), Arrival.POISSON);
            default -> VirtualLevel.rate(1 + random.nextInt(40), Arrival.POISSON, 1 + random.nextInt(6));
        };
    }

    private static Answer randomAnswer(SplittableRandom random, boolean streamed) {
        if (random.nextInt(12) == 0) {
            FailureKind[] kinds = {FailureKind.CONNECT, FailureKind.TLS, FailureKind.TIMEOUT_CONNECT};
            return Answer.notConnected(kinds[random.nextInt(kinds.length)], time(random, 300));
        }
        if (random.nextInt(12) == 0) {
            return Answer.status(random.nextBoolean() ? 429 : 503, time(random, 300), "no");
        }
        Answer answer = streamed
                ? randomStream(random)
                : Answer.stream().after(time(random, 2_000)).document(100, 9);
        switch (random.nextInt(8)) {
            case 0 -> answer.connecting(time(random, 300));
            case 1 -> answer.reconnecting(time(random, 300));
            default -> {}
        }
        return answer;
    }

    private static Answer randomStream(SplittableRandom random) {
        int counting = random.nextInt(4); // by continuous usage, by token ids, at the end, not at all
        Answer answer = Answer.stream().after(time(random, 800));
        if (random.nextInt(3) == 0) {
            answer.role().after(time(random, 300));
        }
        int reads = random.nextInt(12);
        for (int i = 0; i < reads; i++) {
            for (int events = 1 + random.nextInt(3); events > 0; events--) {
                switch (counting) {
                    case 0 -> answer.counted(1 + random.nextInt(5));
                    case 1 -> answer.listed(1 + random.nextInt(5));
                    default -> {
                        if (random.nextInt(5) == 0) {
                            answer.reasoning();
                        } else {
                            answer.text();
                        }
                    }
                }
            }
            answer.after(time(random, random.nextInt(20) == 0 ? 2_500 : 100));
        }
        return switch (random.nextInt(12)) {
            case 0 -> answer.cut();
            case 1 -> answer.hang();
            case 2 -> answer.error("out of memory");
            case 3 -> answer.error("out of memory").hang();
            case 4 -> answer.finish("abort").done();
            case 5 -> answer.raw("data: {\"choi").cut();
            case 6 -> answer.raw("data: {]\n\n");
            case 7 -> answer.finish().done().hang();
            default ->
                counting == 2
                        ? answer.finish().usage(90, random.nextInt(60)).done()
                        : answer.finish().done();
        };
    }

    private static Duration time(SplittableRandom random, int atMostMillis) {
        // whole milliseconds now and then, so that things happen at the same time
        return random.nextBoolean()
                ? ofMillis(1 + random.nextInt(atMostMillis))
                : ofNanos(1 + random.nextLong(atMostMillis * 1_000_000L));
    }
}
