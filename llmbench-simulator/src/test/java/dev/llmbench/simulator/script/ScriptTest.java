package dev.llmbench.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptTest {
    private static final Duration MS = Duration.ofMillis(1);

    @Nested
    class InAFile {
        @TempDir
        Path folder;

        @Test
        void comes_back_as_it_was() {
            Script script = Script.of(
                            Answers.tokensFromRequest()
                                    .timeToFirst(MS.multipliedBy(80))
                                    .tokensPerEvent(1, 4)
                                    .jitter(MS)
                                    .roleFirst(MS)
                                    .splitEvents(7, MS)
                                    .usage(3, 4)
                                    .errorMidStream(5, "broken"),
                            Answers.steps()
                                    .at(MS)
                                    .event("a", EventKind.TOKEN, 1)
                                    .together("b", "c")
                                    .split("d", 3, MS)
                                    .delay(MS)
                                    .raw(new byte[] {0, -1, 13})
                                    .lineEnding(LineEnding.CRLF)
                                    .reset(),
                            Answers.html())
                    .seeded(42)
                    .on("/v1/models", Answers.status(503, "{}"))
                    .stallEvery(Duration.ofSeconds(10), Duration.ofSeconds(2))
                    .closeIdleAfter(Duration.ofSeconds(5))
                    .maxRequestsPerConnection(9)
                    .acceptDelay(MS)
                    .latency(MS)
                    .inSteps(MS)
                    .tls();
            Path file = folder.resolve("script.json");

            script.save(file);

            assertThat(Script.load(file)).isEqualTo(script);
        }

        @Test
        void with_an_unknown_key_is_refused_by_its_name() throws IOException {
            Path file = folder.resolve("script.json");
            Script.of(Answers.html()).save(file);
            Files.writeString(file, Files.readString(file).replace("\"ending\"", "\"endign\" : 1, \"ending\""));

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Script.load(file))
                    .withMessageContaining("script.json")
                    .withMessageContaining("endign");
        }
    }

    @Nested
    class TheOrderOfAnswers {
        @Test
        void repeats_the_last_by_default() {
            var order = Script.of(Answers.html(), Answers.reset()).order();

            assertThat(IntStream.range(0, 4).map(i -> order.answerOf(i, 2))).containsExactly(0, 1, 1, 1);
        }

        @Test
        void begins_again_in_a_cycle() {
            var order = Script.of(Answers.html()).cycle().order();

            assertThat(IntStream.range(0, 5).map(i -> order.answerOf(i, 2))).containsExactly(0, 1, 0, 1, 0);
        }

        @Test
        void drawn_from_a_seed_is_the_same_every_time_and_uses_every_answer() {
            var order = Script.of(Answers.html()).seeded(7).order();

            int[] drawn =
                    IntStream.range(0, 3000).map(i -> order.answerOf(i, 3)).toArray();

            assertThat(IntStream.range(0, 3000).map(i -> order.answerOf(i, 3)).toArray())
                    .isEqualTo(drawn);
            for (int answer = 0; answer < 3; answer++) {
                int wanted = answer;
                assertThat(IntStream.of(drawn).filter(one -> one == wanted).count())
                        .isBetween(900L, 1100L);
            }
        }
    }

    @Nested
    class AStall {
        private final Conduct.Stall stall = new Conduct.Stall(Duration.ofNanos(100), Duration.ofNanos(20));

        @Test
        void moves_what_falls_into_it_to_its_end() {
            assertThat(stall.sentNanos(0)).isEqualTo(20);
            assertThat(stall.sentNanos(19)).isEqualTo(20);
            assertThat(stall.sentNanos(305)).isEqualTo(320);
        }

        @Test
        void leaves_what_falls_outside() {
            assertThat(stall.sentNanos(20)).isEqualTo(20);
            assertThat(stall.sentNanos(399)).isEqualTo(399);
        }

        @Test
        void must_be_shorter_than_its_period() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Script.of(Answers.html()).stallEvery(MS, MS))
                    .withMessageContaining("stall must be shorter than its period");
        }
    }

    @Nested
    class Steps {
        private final Conduct plain = Script.of(Answers.html()).conduct();
        private final Conduct steps =
                Script.of(Answers.html()).inSteps(Duration.ofNanos(100)).conduct();

        @Test
        void put_off_what_is_due_between_two_to_the_next() {
            assertThat(steps.sentNanos(0)).isZero();
            assertThat(steps.sentNanos(1)).isEqualTo(100);
            assertThat(steps.sentNanos(100)).isEqualTo(100);
            assertThat(steps.sentNanos(101)).isEqualTo(200);
        }

        @Test
        void come_behind_a_stall() {
            Conduct both = Script.of(Answers.html())
                    .inSteps(Duration.ofNanos(100))
                    .stallEvery(Duration.ofNanos(1_000), Duration.ofNanos(250))
                    .conduct();

            assertThat(both.sentNanos(1_010)).isEqualTo(1_300);
            assertThat(both.sentNanos(1_310)).isEqualTo(1_400);
        }

        @Test
        void change_nothing_where_there_are_none() {
            assertThat(plain.sentNanos(123)).isEqualTo(123);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Script.of(Answers.html()).inSteps(Duration.ZERO))
                    .withMessageContaining("step must be positive");
        }
    }

    @Nested
    class WhatMakesNoSense {
        @Test
        void is_refused_where_it_is_said() {
            assertThatIllegalArgumentException().isThrownBy(Script::of).withMessageContaining("at least one answer");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Answers.tokens(-1))
                    .withMessageContaining("tokens")
                    .withMessageContaining("-1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Answers.tokens(1).tokensPerEvent(2, 0))
                    .withMessageContaining("tokensPerEvent");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Answers.steps().split("x", 0, MS))
                    .withMessageContaining("at of a split");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Answers.steps().header("a", "b\r\nc: d"))
                    .withMessageContaining("line breaks");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Script.of(Answers.html()).on("v1", Answers.html()))
                    .withMessageContaining("'v1'");
        }
    }
}
