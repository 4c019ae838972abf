package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Validity;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.RequestRecord;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.Answer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.EventStamp;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.TokenAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run says is held against what the server says it did. The server runs in a process of its own and writes down when
 * it sent every event; every one of its answers has another number of tokens, so that no answer can be taken for another.
 */
class TruthOverSocketsTest {
    private static final int FEWEST_TOKENS = 20;
    private static final int ANSWERS = 120;
    private static final int STREAMS = 8;
    private static final int TRIES = 3;
    private static final double MOST_STOLEN_PERCENT = 3;
    private static final double MOST_LAG_MILLIS = 5;
    private static final double MEDIAN_ERROR_MILLIS = 1;

    @TempDir
    Path folder;

    @Test
    void single_tokens_behind_a_role_chunk_are_seen_within_a_millisecond() throws IOException {
        isTrue(answer -> answer.roleFirst(Duration.ofMillis(20)).finishChunk());
    }

    @Test
    void several_tokens_in_an_event_are_seen_within_a_millisecond() throws IOException {
        isTrue(answer -> answer.tokensPerEvent(1, 4, 2).reasoningFirst(7));
    }

    @Test
    void several_events_in_a_write_and_events_in_two_writes_are_seen_within_a_millisecond() throws IOException {
        isTrue(answer -> answer.eventsPerWrite(3));
        isTrue(answer -> answer.splitEvents(25, Duration.ofMillis(3)));
    }

    private void isTrue(UnaryOperator<TokenAnswer> form) throws IOException {
        List<String> reasons = new ArrayList<>();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Trial trial = new Trial(Files.createTempDirectory(folder, "trial"), form);
            trial.countsAreExact();
            double error = trial.medianErrorMillis();
            boolean close = error <= MEDIAN_ERROR_MILLIS;
            if (!trial.stolen() && (close || !trial.starved())) {
                assertThat(error).as("median error of an event, in ms").isLessThanOrEqualTo(MEDIAN_ERROR_MILLIS);
                return;
            }
            reasons.add(trial.toString());
        }
        abort("inconclusive: counts are exact, but this machine was too busy to judge times: " + reasons);
    }

    /** One run against a server of its own. */
    private static final class Trial {
        private final LevelResult level;
        private final List<RequestRecord> journal;
        private final List<RequestStamps> truth;

        Trial(Path folder, UnaryOperator<TokenAnswer> form) {
            Answer[] answers = new Answer[ANSWERS];
            for (int i = 0; i < ANSWERS; i++) {
                answers[i] = form.apply(Answers.tokens(FEWEST_TOKENS + i)
                        .timeToFirst(Duration.ofMillis(40))
                        .every(Duration.ofMillis(25)));
            }
            try (ScriptedServerProcess server = ScriptedServerProcess.start(Script.of(answers), folder)) {
                BenchmarkResult result = Runs.benchmark(Runs.target(server.url()), concurrency(STREAMS), folder)
                        .warmUp(Duration.ofMillis(500))
                        .measureFor(Duration.ofMillis(1_500))
                        .run();
                truth = server.stop();
                journal = Runs.journal(folder);
                level = Runs.onlyLevel(result, journal);
            }
        }

        /** Whether others had the machine for too long; then a good figure proves nothing either. */
        boolean stolen() {
            return value(ValidityCheck.STOLEN_CPU) > MOST_STOLEN_PERCENT;
        }

        /** Whether this process was short of CPU, so that a bad figure proves nothing. */
        boolean starved() {
            return value(ValidityCheck.EVENT_LOOP_LAG) > MOST_LAG_MILLIS;
        }

        @Override
        public String toString() {
            return "stolen CPU time " + value(ValidityCheck.STOLEN_CPU) + " %, event-loop lag p99 "
                    + value(ValidityCheck.EVENT_LOOP_LAG) + " ms, median error " + medianErrorMillis() + " ms";
        }

        private double value(ValidityCheck check) {
            return level.verdict().validity().findings().stream()
                    .filter(finding -> finding.check() == check)
                    .map(Validity.Finding::value)
                    .findFirst()
                    .flatMap(value -> value)
                    .orElse(0.0);
        }

        void countsAreExact() {
            assertThat(level.counts().overall().failed()).isEmpty();
            assertThat(truth).as("the run's requests, and one of the probe").hasSize(journal.size() + 1);
            Set<Integer> seen = new HashSet<>();
            for (RequestRecord request : succeeded()) {
                RequestStamps sent = truthOf(request);
                assertThat(seen.add(sent.request())).as("every answer once").isTrue();
                List<EventStamp> events = tokens(sent);
                assertThat(request.localPort()).isEqualTo(sent.connection().clientPort());
                assertThat(request.tokens().output()).isEqualTo(sent.tokens());
                assertThat(request.tokens().events()).isEqualTo(events.size());
                assertThat(received(request)).hasSize(events.size());
                assertThat(request.stamps().requestWritten()).isLessThan(sent.receivedNanos());
                assertThat(request.stamps().firstToken())
                        .isEqualTo(request.arrivals().nanos()[0]);
                assertThat(request.stamps().firstToken() - events.get(0).nanos())
                        .isPositive();
                assertThat(request.stamps().firstContent() - nanosOfFirst(EventKind.TOKEN, sent))
                        .isPositive();
                assertThat(request.stamps().usage() - nanosOfFirst(EventKind.USAGE, sent))
                        .isPositive();
            }
            long wholeAnswers = truth.stream()
                    .skip(1)
                    .filter(sent -> sent.end().outcome() == dev.llmbench.simulator.script.Outcome.COMPLETE)
                    .count();
            assertThat((long) seen.size())
                    .as("answers that were sent whole; the last may have been cut off as they ended")
                    .isBetween(wholeAnswers - STREAMS, wholeAnswers);
            assertThat(level.tokens().output())
                    .isEqualTo(succeeded().stream()
                            .mapToLong(r -> truthOf(r).tokens())
                            .sum());
        }

        double medianErrorMillis() {
            List<Long> errors = new ArrayList<>();
            for (RequestRecord request : succeeded()) {
                List<EventStamp> sent = tokens(truthOf(request));
                List<Long> received = received(request);
                for (int i = 0; i < sent.size(); i++) {
                    long error = received.get(i) - sent.get(i).nanos();
                    assertThat(error).as("received before it was sent").isPositive();
                    errors.add(error);
                }
            }
            assertThat(errors).hasSizeGreaterThan(150);
            Collections.sort(errors);
            return errors.get(errors.size() / 2) / 1e6;
        }

        private List<RequestRecord> succeeded() {
            return journal.stream()
                    .filter(request -> request.outcome() == Outcome.SUCCEEDED)
                    .toList();
        }

        private RequestStamps truthOf(RequestRecord request) {
            return truth.get((int) request.tokens().output() - FEWEST_TOKENS);
        }

        private static List<EventStamp> tokens(RequestStamps sent) {
            return sent.events().stream()
                    .filter(event -> event.kind() == EventKind.TOKEN || event.kind() == EventKind.REASONING)
                    .toList();
        }

        private static long nanosOfFirst(EventKind kind, RequestStamps sent) {
            return sent.events().stream()
                    .filter(event -> event.kind() == kind)
                    .findFirst()
                    .orElseThrow()
                    .nanos();
        }

        /** The stamp of every event: those of one read have one stamp. */
        private static List<Long> received(RequestRecord request) {
            List<Long> stamps = new ArrayList<>();
            for (int i = 0; i < request.arrivals().count(); i++) {
                stamps.addAll(Collections.nCopies(
                        request.arrivals().events()[i], request.arrivals().nanos()[i]));
            }
            return stamps;
        }
    }
}
