package dev.llmbench.accuracy;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LevelResult;
import dev.llmbench.core.JournaledArrivals;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.RunJournal;
import dev.llmbench.simulator.script.EventStamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run held against its server. The journal is read twice, so that the arrivals of only one request are kept. */
final class Comparison {
    private final BenchmarkResult result;
    private final Path folder;
    private final List<ServerRequest> received;
    private final RunJournal journal;
    private final Map<Long, Matching.Pair> pairs = new HashMap<>();

    Comparison(BenchmarkResult result, Path folder, List<ServerRequest> received) {
        this.result = result;
        this.folder = folder;
        this.received = received;
        this.journal = RunJournal.read(folder, result, request -> true);
        journal.damage().ifPresent(damage -> {
            throw new ConfigurationException("the journal in " + folder + " is not whole: " + damage);
        });
        List<ClientRequest> written = journal.requests().stream()
                .flatMap(request -> ClientRequest.of(request, journal.zeroNanos()).stream())
                .toList();
        Matching.of(written, received).forEach(pair -> pairs.put(pair.client().id(), pair));
    }

    List<LevelAccuracy> levels() {
        List<List<JournaledRequest>> requests = journal.byLevel(result);
        List<Samples> delays = delays(requests);
        List<LevelAccuracy> levels = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            LevelResult level = result.levels().get(i);
            List<JournaledRequest> measured = measured(requests.get(i));
            List<Matching.Pair> reached = measured.stream()
                    .flatMap(request -> Optional.ofNullable(pairs.get(request.id())).stream())
                    .toList();
            levels.add(new LevelAccuracy(
                    level,
                    figures(level, reached),
                    counts(level, measured, reached),
                    ObservationDelay.of(delays.get(i)),
                    requestDelay(reached)));
        }
        return levels;
    }

    private static List<JournaledRequest> measured(List<JournaledRequest> requests) {
        return requests.stream()
                .filter(request -> request.phase() == JournaledRequest.Phase.MEASURED)
                .toList();
    }

    private List<FigureError> figures(LevelResult level, List<Matching.Pair> reached) {
        Duration begins = level.window()
                .begins()
                .orElseThrow(() -> new ConfigurationException(
                        "the result does not tell when its windows began; measure again, and keep the journal"));
        long from = journal.zeroNanos() + begins.toNanos();
        Truth truth =
                Truth.of(reached, received, from, from + level.window().length().toNanos());
        List<FigureError> errors = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            for (Statistic statistic : Statistic.values()) {
                Optional<Double> said = MeasuredFigures.value(level, figure, statistic);
                Optional<Double> was = truth.value(figure, statistic);
                if (said.isPresent() && was.isPresent()) {
                    errors.add(new FigureError(figure, statistic, said.get(), was.get()));
                }
            }
        }
        return errors;
    }

    private static List<CountError> counts(
            LevelResult level, List<JournaledRequest> measured, List<Matching.Pair> reached) {
        long unreached = measured.stream()
                .filter(request -> request.outcome() == JournaledRequest.Outcome.FAILED
                        && request.stamps().requestWritten().isEmpty())
                .count();
        List<ClientRequest> seen = reached.stream()
                .map(Matching.Pair::client)
                .filter(request -> request.outcome() == JournaledRequest.Outcome.SUCCEEDED)
                .toList();
        List<ServerRequest> sent = reached.stream()
                .map(Matching.Pair::server)
                .filter(ServerRequest::succeeded)
                .toList();
        List<CountError> counts = new ArrayList<>();
        counts.add(new CountError(
                CountError.Count.SUCCEEDED, level.counts().measured().succeeded(), sent.size()));
        counts.add(new CountError(
                CountError.Count.FAILED,
                level.counts().measured().failedTotal() - unreached,
                reached.stream().filter(Comparison::failed).count()));
        if (seen.stream().allMatch(request -> request.tokens().isPresent())) {
            counts.add(new CountError(
                    CountError.Count.TOKENS,
                    seen.stream()
                            .mapToLong(request -> request.tokens().orElseThrow())
                            .sum(),
                    sent.stream().mapToLong(ServerRequest::tokens).sum()));
        }
        counts.add(new CountError(
                CountError.Count.EVENTS,
                seen.stream().mapToLong(ClientRequest::events).sum(),
                sent.stream().mapToLong(request -> request.tokenEvents().size()).sum()));
        return counts;
    }

    /** An answer that the client gave up, such as after a time-out, failed if the client says so: only it can know. */
    private static boolean failed(Matching.Pair pair) {
        return pair.server().failed()
                || (!pair.server().succeeded() && pair.client().outcome() == JournaledRequest.Outcome.FAILED);
    }

    private static ObservationDelay requestDelay(List<Matching.Pair> reached) {
        Samples delays = new Samples();
        reached.forEach(
                pair -> delays.add(pair.server().reachedNanos() - pair.client().writtenNanos()));
        return ObservationDelay.of(delays);
    }

    /** How late each event of the measured requests was seen, by level of the result. */
    private List<Samples> delays(List<List<JournaledRequest>> requests) {
        List<Samples> delays = new ArrayList<>();
        Map<Long, Samples> delaysOf = new HashMap<>();
        for (List<JournaledRequest> ofLevel : requests) {
            Samples samples = new Samples();
            measured(ofLevel).forEach(request -> delaysOf.put(request.id(), samples));
            delays.add(samples);
        }
        RunJournal.visit(folder, result, (request, arrivals) -> {
            Samples samples = delaysOf.get(request.id());
            Matching.Pair pair = pairs.get(request.id());
            if (samples != null && pair != null) {
                addDelays(arrivals, pair.server().tokenEvents(), samples);
            }
        });
        return delays;
    }

    private void addDelays(JournaledArrivals arrivals, List<EventStamp> sent, Samples delays) {
        int event = 0;
        for (int i = 0; i < arrivals.count(); i++) {
            long seen = journal.zeroNanos() + arrivals.nanos(i);
            for (int end = event + arrivals.events(i); event < end && event < sent.size(); event++) {
                delays.add(seen - sent.get(event).nanos());
            }
        }
    }
}
