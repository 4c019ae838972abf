package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.JournaledRequest.Outcome;
import dev.llmbench.core.JournaledRequest.Phase;
import dev.llmbench.core.RunJournal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What exporters read.
 *
 * @param result the result
 * @param journal its requests
 * @param levels the levels with their requests
 */
record Source(BenchmarkResult result, RunJournal journal, List<Level> levels) {
    /**
     * A level with the requests that were sent in its measured window.
     *
     * @param result its figures
     * @param requests due in the window and sent, in the order in which they ended
     * @param underWay sent in the warm-up, and over after the window had begun
     */
    record Level(LevelResult result, List<JournaledRequest> requests, List<JournaledRequest> underWay) {
        /** This level by the definition of tools that count what is over since the window began, whenever it was sent. */
        Level withUnderWay() {
            List<JournaledRequest> all = new ArrayList<>(underWay);
            all.addAll(requests);
            return new Level(result, all, underWay);
        }

        List<JournaledRequest> succeeded() {
            return with(Outcome.SUCCEEDED);
        }

        List<JournaledRequest> failed() {
            return with(Outcome.FAILED);
        }

        /** Those that were still open when the level was cut off. */
        List<JournaledRequest> incomplete() {
            return requests.stream()
                    .filter(request -> request.outcome() == Outcome.CENSORED || request.outcome() == Outcome.CANCELLED)
                    .toList();
        }

        private List<JournaledRequest> with(Outcome outcome) {
            return requests.stream()
                    .filter(request -> request.outcome() == outcome)
                    .toList();
        }

        /** What was measured, in a few words. */
        String label() {
            return result.point().label();
        }

        /** The users of a closed loop. */
        int users() {
            return ((LoadLevel.Users) result.load()).concurrency();
        }
    }

    /**
     * Puts requests to their levels.
     *
     * @throws ConfigurationException if they are of another run than the result
     */
    static Source of(BenchmarkResult result, RunJournal journal) {
        journal.check(result);
        List<List<JournaledRequest>> requests = journal.byLevel(result);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            LevelResult level = result.levels().get(i);
            double begin = Requests.seconds(
                    Duration.between(journal.startedAt(), level.window().startedAt())
                            .plus(level.window().warmUp()));
            levels.add(new Level(
                    level,
                    sent(requests.get(i), Phase.MEASURED),
                    sent(requests.get(i), Phase.WARM_UP).stream()
                            .filter(request -> Requests.end(request) > begin)
                            .toList()));
        }
        return new Source(result, journal, levels);
    }

    private static List<JournaledRequest> sent(List<JournaledRequest> requests, Phase phase) {
        return requests.stream()
                .filter(request -> request.phase() == phase && request.outcome() != Outcome.DROPPED)
                .toList();
    }

    /** The levels of a number of users, for tools that know no other. */
    List<Level> levelsOfUsers(ExportFormat format) {
        List<Level> users = levels.stream()
                .filter(level -> level.result().load() instanceof LoadLevel.Users)
                .toList();
        if (users.isEmpty()) {
            throw new ConfigurationException("the format " + format.id()
                    + " knows numbers of users only, and this run has no such level; choose "
                    + ExportFormat.DRIA.id() + " or " + ExportFormat.LLM_LOCUST.id());
        }
        return users;
    }

    /** What every reader of figures made of single requests has to know. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        journal.damage()
                .ifPresent(damage -> notes.add("the journal is not whole (" + damage
                        + "), so that the figures cover only the requests before"));
        for (Level level : levels) {
            long counted = level.result().counts().measured().offered()
                    - level.result().counts().measured().dropped();
            if (level.requests().size() < counted) {
                notes.add(level.label() + ": only "
                        + level.requests().size() + " of " + counted
                        + " requests stand in the journal, and the figures cover only those");
            } else if (level.requests().size() > counted) {
                notes.add(level.label() + ": " + level.requests().size()
                        + " requests stand in the journal, of which the" + " result counts " + counted
                        + ": the two don't belong together, and the figures are of neither");
            }
            if (!level.incomplete().isEmpty()) {
                notes.add(level.label() + ": requests cut off with the level, which neither succeeded nor" + " failed: "
                        + level.incomplete().size());
            }
            long uncounted = level.succeeded().stream()
                    .filter(request -> request.tokens().output().isEmpty())
                    .count();
            if (uncounted > 0) {
                notes.add(level.label() + ": requests for which the server told no token count, so that"
                        + " their events were counted: " + uncounted);
            }
        }
        return notes;
    }
}
