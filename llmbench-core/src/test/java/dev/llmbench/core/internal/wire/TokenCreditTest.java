package dev.llmbench.core.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.spi.DecodeSink;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenCreditTest {
    private static final int UNKNOWN = DecodeSink.UNKNOWN_TOKENS;

    private final TokenCredit credit = new TokenCredit();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @BeforeEach
    void reset() {
        credit.reset();
    }

    @Test
    void keeps_all_tokens_of_the_first_event() {
        assertThat(credit.take(5, 0)).isEqualTo(5);
        assertThat(credit.take(6, 0)).isEqualTo(1);
    }

    @Test
    void does_not_know_an_event_whose_count_is_zero_or_does_not_grow() {
        assertThat(credit.take(0, 0)).isEqualTo(UNKNOWN);
        credit.reset();
        assertThat(credit.take(3, 0)).isEqualTo(3);
        assertThat(credit.take(3, 0)).isEqualTo(UNKNOWN);
        assertThat(credit.take(2, 0)).isEqualTo(UNKNOWN);
        assertThat(credit.take(4, 0)).isEqualTo(1);
    }

    @Test
    void does_not_give_the_last_event_the_tokens_of_all() {
        credit.take(-1, 0);
        credit.take(-1, 0);

        assertThat(credit.take(3, 0)).isEqualTo(UNKNOWN);
        assertThat(credit.take(5, 0)).isEqualTo(2);
    }

    @Test
    void prefers_ids_where_the_base_is_unknown() {
        credit.take(-1, 0);
        credit.skip(1);

        assertThat(credit.take(9, 2)).isEqualTo(3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void credits_every_token_up_to_the_last_event_with_text_exactly_once(long seed) {
        Random random = new Random(seed);
        boolean counts = random.nextBoolean();
        long total = 0;
        long credited = 0;
        for (int i = 0; i < 100; i++) {
            int tokens = random.nextInt(4);
            total += tokens;
            if (random.nextBoolean()) {
                credit.skip(counts ? 0 : tokens);
            } else {
                // an event with text has at least one token of its own
                total++;
                credited += counts ? credit.take(total, 0) : credit.take(-1, tokens + 1);
                assertThat(credited).isEqualTo(total);
            }
        }
    }
}
