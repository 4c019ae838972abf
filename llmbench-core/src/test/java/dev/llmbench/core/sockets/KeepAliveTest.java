package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Stop;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.simulator.ScriptedServer;
import dev.llmbench.simulator.script.Answer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeepAliveTest {
    private static final TokenAnswer GOOD =
            Answers.tokens(3).timeToFirst(Duration.ofMillis(5)).every(Duration.ofMillis(2));
    private static final Duration THINK = Duration.ofMillis(10);

    @TempDir
    Path folder;

    private BenchmarkResult run(ScriptedServer server, Load load, Stop stop) {
        return Runs.benchmark(Runs.target(server.url()), load, folder)
                .stopAfter(stop)
                .run();
    }

    private RequestCounts counts(BenchmarkResult result) {
        return Runs.onlyLevel(result, Runs.journal(folder)).counts().overall();
    }

    /** Connections of the run, without the probe's. */
    private static long connections(ScriptedServer server) {
        return server.stamps().stream()
                .skip(1)
                .map(RequestStamps::connection)
                .distinct()
                .count();
    }

    /** The probe's answer, then good and bad ones in turn; one user's connection is fresh for each good one. */
    private static Script everySecond(Answer bad, int pairs) {
        List<Answer> answers = new ArrayList<>(List.of(GOOD));
        for (int i = 0; i < pairs; i++) {
            answers.add(GOOD);
            answers.add(bad);
        }
        answers.add(GOOD);
        return Script.of(answers.toArray(Answer[]::new));
    }

    @Nested
    class AServerThatClosesIdleConnections {
        @Test
        void costs_no_request_when_users_think_for_longer() {
            Script script = Script.of(GOOD).closeIdleAfter(Duration.ofMillis(300));
            try (ScriptedServer server = ScriptedServer.start(script)) {
                BenchmarkResult result = run(
                        server,
                        concurrency(4).thinkTime(Duration.ofMillis(450)),
                        Stop.elapsed(Duration.ofMillis(2_500)));

                RequestCounts counts = counts(result);
                assertThat(counts.failed()).isEmpty();
                assertThat(counts.succeeded()).isGreaterThanOrEqualTo(8);
                assertThat(connections(server)).as("connections opened again").isGreaterThanOrEqualTo(8);
            }
        }

        @Test
        void costs_no_request_when_users_ask_at_that_very_moment() {
            Script script = Script.of(GOOD).closeIdleAfter(Duration.ofMillis(100));
            try (ScriptedServer server = ScriptedServer.start(script)) {
                BenchmarkResult result = run(
                        server,
                        concurrency(16).thinkTime(Duration.ofMillis(100)),
                        Stop.elapsed(Duration.ofMillis(2_500)));

                RequestCounts counts = counts(result);
                assertThat(counts.failed()).isEmpty();
                assertThat(counts.succeeded()).isGreaterThan(100);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void is_no_trouble_when_it_says_so_with_the_last_answer(int requests) {
            Script script = Script.of(GOOD).maxRequestsPerConnection(requests);
            try (ScriptedServer server = ScriptedServer.start(script)) {
                BenchmarkResult result = run(server, concurrency(2).thinkTime(THINK), Stop.requests(12));

                RequestCounts counts = counts(result);
                assertThat(counts.failed()).isEmpty();
                assertThat(counts.reconnected()).isZero();
                assertThat(connections(server)).isGreaterThanOrEqualTo(12 / requests);
            }
        }

        @Test
        void keeps_the_others_for_one_user_after_the_other() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(GOOD))) {
                run(server, concurrency(2).thinkTime(THINK), Stop.requests(12));

                assertThat(connections(server)).isLessThanOrEqualTo(2);
            }
        }
    }

    @Nested
    class ARequestOnAUsedConnection {
        @Test
        void is_sent_again_once_when_it_is_reset_before_any_answer() {
            isSentAgain(Answers.reset());
        }

        @Test
        void is_sent_again_once_when_it_is_closed_before_any_answer() {
            isSentAgain(Answers.close());
        }

        private void isSentAgain(Answer gone) {
            try (ScriptedServer server = ScriptedServer.start(everySecond(gone, 5))) {
                BenchmarkResult result = run(server, concurrency(1).thinkTime(THINK), Stop.requests(8));

                List<RequestRecord> journal = Runs.journal(folder);
                RequestCounts counts = Runs.onlyLevel(result, journal).counts().overall();
                assertThat(counts.failed()).isEmpty();
                assertThat(counts.reconnected()).isEqualTo(5);
                List<RequestStamps> sent = server.stamps();
                List<RequestRecord> again = journal.stream()
                        .filter(request -> request.tokens().reconnected())
                        .toList();
                assertThat(again).hasSize(5);
                for (int i = 0; i < again.size(); i++) {
                    assertThat(again.get(i).stamps().requestWritten())
                            .as("the first time it was written")
                            .isLessThan(sent.get(2 + 2 * i).receivedNanos());
                }
            }
        }

        @Test
        void has_failed_when_the_second_connection_is_reset_as_well() {
            Script script = Script.of(GOOD, GOOD, Answers.reset(), Answers.reset(), GOOD);
            try (ScriptedServer server = ScriptedServer.start(script)) {
                BenchmarkResult result = run(server, concurrency(1).thinkTime(THINK), Stop.requests(4));

                RequestCounts counts = counts(result);
                assertThat(counts.failed()).containsOnlyKeys(FailureKind.DISCONNECTED);
                assertThat(counts.failedTotal()).isEqualTo(1);
                assertThat(counts.reconnected()).isEqualTo(1);
            }
        }

        @Test
        void has_failed_when_it_is_reset_behind_the_head() {
            hasFailed(Answers.steps().reset());
        }

        @Test
        void has_failed_when_it_is_reset_behind_a_token() {
            hasFailed(GOOD.resetAfter(1));
        }

        private void hasFailed(Answer cut) {
            // after a failure the connection is a fresh one, so good and bad take turns
            try (ScriptedServer server = ScriptedServer.start(everySecond(cut, 3))) {
                BenchmarkResult result = run(server, concurrency(1).thinkTime(THINK), Stop.requests(7));

                LevelResult level = Runs.onlyLevel(result, Runs.journal(folder));
                assertThat(level.counts().overall().failed()).containsOnlyKeys(FailureKind.DISCONNECTED);
                assertThat(level.counts().overall().failedTotal()).isEqualTo(3);
                assertThat(level.counts().overall().reconnected()).isZero();
            }
        }
    }

    @Nested
    class ARequestOnAFreshConnection {
        @Test
        void has_failed_when_it_is_reset_before_any_answer() {
            try (ScriptedServer server = ScriptedServer.start(Script.of(GOOD, Answers.reset()))) {
                BenchmarkResult result = run(server, concurrency(1).thinkTime(THINK), Stop.requests(3));

                List<RequestRecord> journal = Runs.journal(folder);
                RequestCounts counts = Runs.onlyLevel(result, journal).counts().measured();
                assertThat(counts.failed()).containsOnlyKeys(FailureKind.DISCONNECTED);
                assertThat(counts.reconnected()).isZero();
                assertThat(Runs.failures(journal))
                        .allSatisfy(words -> assertThat(words).contains("before any answer"));
            }
        }
    }
}
