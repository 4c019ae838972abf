package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Measures llmbench and other load generators by turns against the same server; started by {@code compare.sh}. */
public final class Compare {
    private static final Set<String> COMMON = Set.of(
            "out",
            "clients",
            "repetitions",
            "client-core",
            "server",
            "server-core",
            "first-ms",
            "series",
            "work",
            "retries");
    private static final int BAD_ARGUMENTS = 2;
    private static final int LEAST_TOKENS = 128;
    private static final int PLACES = 3;
    private static final String FLOOR = "floor";
    private static final String FLOOR_IN_STEPS = "floor-in-steps";

    private final Path home;
    private final Path floor;
    private final Peers peers;

    private Compare(Path home, Path llmbench, Path floor) {
        this.home = home;
        this.floor = floor;
        this.peers = new Peers(llmbench, floor);
    }

    /**
     * Runs a command.
     *
     * @param args where tools are installed, the script {@code llmbench}, where the server in C is, then command and options
     * @throws IOException when a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        List<String> all = Arrays.asList(args);
        try {
            if (all.size() <= PLACES) {
                throw new IllegalArgumentException("a command is missing; see --help");
            }
            List<Path> places = all.subList(0, PLACES).stream()
                    .map(place -> Path.of(place).toAbsolutePath())
                    .toList();
            new Compare(places.get(0), places.get(1), places.get(2))
                    .run(all.get(PLACES), all.subList(PLACES + 1, all.size()));
        } catch (IllegalArgumentException e) {
            System.err.println("compare.sh: " + e.getMessage());
            System.exit(BAD_ARGUMENTS);
        }
    }

    private void run(String command, List<String> arguments) throws IOException {
        switch (command) {
            case "list" -> list();
            case "measure" -> measure(arguments);
            case "ladder" -> ladder(arguments);
            case "report" -> report(arguments);
            default ->
                throw new IllegalArgumentException(
                        "there is no command '" + command + "'; there are list, measure, ladder, report");
        }
    }

    private void list() {
        for (Peer peer : peers.all()) {
            System.out.printf(
                    "%-24s %s%n", peer.name(), peer.installation(home).version().orElse("not installed"));
        }
    }

    private void measure(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, with("streams", "per-stream", "output-tokens", "rate"), Set.of());
        List<Integer> streams = options.counts("streams", List.of(64, 512));
        List<Integer> perStream = options.counts("per-stream", List.of(8, 4));
        if (perStream.size() != streams.size()) {
            throw new IllegalArgumentException("--per-stream needs as many numbers as --streams");
        }
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            shapes.add(new Shape(
                    streams.get(i),
                    perStream.get(i),
                    options.count("output-tokens", 2, 128),
                    options.number("rate").orElse(30.0),
                    options.number("first-ms").orElse(200.0)));
        }
        String series = options.text("series").orElse(options.count("client-core", -1, 1) < 0 ? "both" : "steady");
        campaign(options).byTurns(series, chosen(options), shapes, options.count("repetitions", 1, 5));
    }

    private void ladder(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, with("streams", "rates", "per-stream", "answer-seconds"), Set.of());
        double seconds = options.number("answer-seconds").orElse(4.0);
        List<Shape> steps = options.numbers("rates", List.of(30.0, 60.0, 120.0, 240.0, 480.0, 960.0, 1920.0)).stream()
                .sorted()
                .map(rate -> new Shape(
                        options.count("streams", 1, 64),
                        options.count("per-stream", 2, 2),
                        (int) Math.max(LEAST_TOKENS, Math.round(rate * seconds)),
                        rate,
                        options.number("first-ms").orElse(200.0)))
                .toList();
        String series = options.text("series")
                .orElse(FLOOR.equals(options.text("server").orElse("")) ? "ladder-floor" : "ladder");
        List<Peer> climbers = chosen(options).stream()
                .filter(peer -> peer.language() != Peer.Language.C) // the floor reports no figures that could bend
                .toList();
        Campaign campaign = campaign(options);
        for (int repetition = 0; repetition < options.count("repetitions", 1, 1); repetition++) {
            for (Peer peer : Turns.of(climbers, repetition)) {
                campaign.climb(series, peer, steps, repetition);
            }
        }
    }

    private void report(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, Set.of("in"), Set.of());
        Path file = Path.of(options.required("in"));
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        System.out.print(new Report(OutcomeFile.read(file), new Names(peers)).markdown());
    }

    private List<Peer> chosen(Options options) {
        return peers.chosen(options.text("clients").orElse("all"), home);
    }

    private Campaign campaign(Options options) throws IOException {
        Path file = Path.of(options.required("out")).toAbsolutePath();
        String work = options.text("work").orElse("");
        Path folder = work.isEmpty()
                ? Files.createTempDirectory("llmbench-peers")
                : Files.createDirectories(Path.of(work).toAbsolutePath());
        System.err.println("files of the runs: " + folder);
        int serverCore = options.count("server-core", -1, 0);
        Reference.Starter server = server(options, serverCore);
        int processors = Runtime.getRuntime().availableProcessors();
        Trial trial = new Trial(home, server, options.count("client-core", -1, 1), processors);
        if (serverCore >= 0) {
            Processors.keep(ProcessHandle.current(), serverCore); // what watches must not disturb the client
        }
        return new Campaign(trial, home, folder, file, options.count("retries", 0, 2), System.err);
    }

    private Reference.Starter server(Options options, int core) {
        String name = options.text("server").orElse("scripted");
        return switch (name) {
            case "scripted" -> Reference.scripted(core);
            case FLOOR -> Reference.floor(floor, core, false);
            case FLOOR_IN_STEPS -> Reference.floor(floor, core, true);
            default ->
                throw new IllegalArgumentException(
                        "--server must be scripted, floor or floor-in-steps, but was '" + name + "'");
        };
    }

    private static Set<String> with(String... more) {
        Set<String> all = new HashSet<>(COMMON);
        all.addAll(List.of(more));
        return all;
    }
}
