package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Steal;
import dev.llmbench.benchmarks.peers.Bend.Part;
import dev.llmbench.benchmarks.peers.Outcome.Result;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Many runs, one after the other: each is written down as soon as it is over, and a failed one stops nobody else. */
final class Campaign {
    private final Trial trial;
    private final Path home;
    private final Path folder;
    private final Path file;
    private final int retries;
    private final PrintStream progress;

    /**
     * Creates a campaign.
     *
     * @param trial how each is run
     * @param home where tools are installed
     * @param folder for the files of all runs
     * @param file takes the outcomes
     * @param retries how often a run is made again that the hypervisor has disturbed
     * @param progress for people
     */
    Campaign(Trial trial, Path home, Path folder, Path file, int retries, PrintStream progress) {
        this.trial = trial;
        this.home = home;
        this.folder = folder;
        this.file = file;
        this.retries = retries;
        this.progress = progress;
    }

    /**
     * Lets all clients take their turns.
     *
     * @param series the name of this measurement
     * @param peers who
     * @param shapes the loads, all of them in each repetition
     * @param repetitions how often
     * @throws IOException when an outcome can't be written
     */
    void byTurns(String series, List<Peer> peers, List<Shape> shapes, int repetitions) throws IOException {
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (Shape shape : shapes) {
                for (Peer peer : Turns.of(peers, repetition)) {
                    run(series, peer, shape, repetition);
                }
            }
        }
    }

    /**
     * Lets one client climb until its tokens per second or its time per token are off twice in a row.
     *
     * @param series the name of this measurement
     * @param peer who
     * @param steps the loads, each faster than the one before
     * @param repetition which
     * @throws IOException when an outcome can't be written
     */
    void climb(String series, Peer peer, List<Shape> steps, int repetition) throws IOException {
        int bent = 0;
        for (Shape step : steps) {
            Outcome outcome = run(series, peer, step, repetition);
            Bend bend = Bend.of(outcome);
            // not the time to first token: it may be off at any speed, as all streams begin at once
            bent = bend.holds(Part.RATE) && bend.holds(Part.PER_TOKEN) ? 0 : bent + 1;
            if (bent == 2) {
                return;
            }
        }
    }

    private Outcome run(String series, Peer peer, Shape shape, int repetition) throws IOException {
        Outcome outcome = attempt(series, peer, shape, repetition, 0);
        for (int again = 1; again <= retries && disturbed(outcome); again++) {
            progress.println("  disturbed; again");
            outcome = attempt(series, peer, shape, repetition, again);
        }
        OutcomeFile.append(file, outcome);
        return outcome;
    }

    private static boolean disturbed(Outcome outcome) {
        return outcome.result()
                .filter(result -> result.cost().stolenShare() > Steal.MOST)
                .isPresent();
    }

    private Outcome attempt(String series, Peer peer, Shape shape, int repetition, int again) throws IOException {
        progress.printf(
                Locale.ROOT,
                "%s, %d streams of %.0f tokens/s, repetition %d: %s%n",
                series,
                shape.streams(),
                shape.tokensPerSecond(),
                repetition + 1,
                peer.title());
        Path run = newFolder(String.format(
                Locale.ROOT,
                "%s-%d-%.0f-%d-%d-%s",
                series,
                shape.streams(),
                shape.tokensPerSecond(),
                repetition,
                again,
                peer.name()));
        String version = peer.installation(home).version().orElse("unknown");
        try {
            Result result = trial.run(peer, shape, run);
            progress.println("  " + inShort(result));
            return new Outcome(peer.name(), version, series, repetition, shape, Optional.of(result), Optional.empty());
        } catch (IllegalArgumentException | IllegalStateException e) {
            progress.println("  FAILED: " + e.getMessage());
            return new Outcome(
                    peer.name(),
                    version,
                    series,
                    repetition,
                    shape,
                    Optional.empty(),
                    Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** Figures that an earlier run left there would be taken for those of this one. */
    private Path newFolder(String name) throws IOException {
        Path run = folder.resolve(name);
        if (Files.exists(run)) {
            throw new IllegalArgumentException(
                    "--work: there are files of an earlier run in " + run + "; choose another folder");
        }
        return Files.createDirectory(run);
    }

    private static String inShort(Result result) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%.1f us of CPU a token, %.0f MiB, %.1f s full, %.1f %% stolen",
                result.cost().microsPerToken(),
                result.cost().pssBytes() / (1 << 20),
                result.cost().steadySeconds(),
                result.cost().stolenShare() * 100));
        for (Row row : List.of(
                Row.of(Figure.TTFT, Statistic.MEAN),
                Row.of(Figure.TTFT, Statistic.P95),
                Row.of(Figure.TPOT, Statistic.MEAN),
                Row.of(Figure.ITL, Statistic.MEAN),
                Row.total(Figure.TOKEN_RATE))) {
            if (result.reported().get(row).isPresent()) {
                text.append(String.format(
                        Locale.ROOT,
                        "; %s %.2f (%.2f)",
                        row.title(),
                        result.reported().get(row).getAsDouble(),
                        result.own().get(row).orElse(0)));
            }
        }
        return text.toString();
    }
}
