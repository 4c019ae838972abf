package dev.llmbench.core.internal.load;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.LoadLevel;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A level that finds the server's capacity. */
class VirtualSaturationTest {
    private static final Answer SECOND = Answer.of(10, ofMillis(100), ofMillis(100));

    @Test
    void has_512_users_where_the_machine_can_hold_them() {
        var measured = VirtualLevel.saturation().window(ofSeconds(5)).answering(SECOND);

        assertThat(measured.result().extra()).containsEntry("saturation.users", "512");
        assertThat(measured.result().throughput().steadiness().meanConcurrency())
                .isBetween(500.0, 512.0);
        assertThat(measured.result().load()).isEqualTo(new LoadLevel.Saturation(OptionalInt.empty()));
    }

    @Test
    void has_as_many_users_as_the_cap_and_the_machine_allow() {
        assertThat(VirtualLevel.saturation(32)
                        .window(ofSeconds(3))
                        .answering(SECOND)
                        .result()
                        .extra())
                .containsEntry("saturation.users", "32");
        assertThat(VirtualLevel.saturation(32)
                        .mostUsers(20)
                        .window(ofSeconds(3))
                        .answering(SECOND)
                        .result()
                        .extra())
                .containsEntry("saturation.users", "20");
    }

    @Test
    void tells_how_many_requests_were_being_answered_and_not_only_under_way() {
        // half of each second passes before the first token
        var measured = VirtualLevel.saturation(100)
                .window(ofSeconds(10))
                .answering(Answer.of(6, ofMillis(500), ofMillis(100)));

        assertThat(measured.result().extra()).containsEntry("saturation.meanAnswering", "50.0");
    }

    @Test
    void follows_nothing_behind_its_window() {
        var measured = VirtualLevel.saturation(8).window(ofMillis(2_550)).answering(SECOND);

        assertThat(measured.result().window().drain()).isLessThan(ofMillis(50));
        assertThat(measured.result().counts().measured().censored()).isEqualTo(8);
    }
}
