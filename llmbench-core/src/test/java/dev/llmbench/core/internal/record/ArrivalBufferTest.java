package dev.llmbench.core.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalBufferTest {
    private record Arrival(long nanos, int events, int exactTokens) {}

    /** What was asked for, kept the plain way. */
    private static List<Arrival> expected(List<Arrival> single) {
        List<Arrival> all = new ArrayList<>();
        for (Arrival event : single) {
            int last = all.size() - 1;
            if (last >= 0 && all.get(last).nanos() == event.nanos()) {
                Arrival before = all.get(last);
                all.set(
                        last,
                        new Arrival(before.nanos(), before.events() + 1, before.exactTokens() + event.exactTokens()));
            } else {
                all.add(event);
            }
        }
        return all;
    }

    private static List<Arrival> in(ArrivalBuffer buffer) {
        List<Arrival> all = new ArrayList<>();
        for (int i = 0; i < buffer.count(); i++) {
            all.add(new Arrival(buffer.nanos(i), buffer.events(i), buffer.exactTokens(i)));
        }
        return all;
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void holds_what_came_of_each_request_however_it_was_used_before(long seed) {
        var random = new SplittableRandom(seed);
        var buffer = new ArrivalBuffer();

        for (int request = 0; request < 40; request++) {
            buffer.clear();
            boolean counted = random.nextBoolean();
            boolean coalesced = random.nextBoolean();
            List<Arrival> single = new ArrayList<>();
            long nanos = 1;
            for (int i = random.nextInt(60); i > 0; i--) {
                nanos += coalesced && random.nextBoolean() ? 0 : 1 + random.nextInt(100);
                single.add(new Arrival(nanos, 1, counted ? random.nextInt(4) : 0));
            }

            single.forEach(event -> buffer.add(event.nanos(), event.exactTokens()));

            List<Arrival> all = expected(single);
            assertThat(in(buffer)).isEqualTo(all);
            assertThat(buffer.withSeveralEvents())
                    .isEqualTo((int) all.stream().filter(a -> a.events() > 1).count());
            assertThat(buffer.allExact())
                    .isEqualTo(!single.isEmpty() && single.stream().allMatch(event -> event.exactTokens() > 0));
        }
    }

    @Test
    void keeps_its_counts_from_other_buffers() {
        var unusual = new ArrivalBuffer();
        var usual = new ArrivalBuffer();
        for (int stamp = 1; stamp <= 20; stamp++) {
            usual.add(stamp, 0);
            unusual.add(stamp, 0);
        }

        unusual.add(20, 7);
        unusual.add(21, 5);

        assertThat(in(unusual)).endsWith(new Arrival(20, 2, 7), new Arrival(21, 1, 5));
        assertThat(in(usual)).hasSize(20).endsWith(new Arrival(20, 1, 0));
    }
}
