package dev.llmbench.benchmarks.peers;

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
    private static final String USAGE = """
            usage: compare.sh COMMAND --out FILE [OPTION VALUE]...

            commands:
              list      the clients, and which are installed
              measure   all clients by turns, in changing order: errors, CPU per token, memory
              ladder    each client at rising speeds, until its figures bend
              report    the Markdown page of what was measured, to standard output

            options of all but report:
              --out FILE           takes a JSON line for each run, behind what is there
              --clients A,B        which (all that are installed)
              --repetitions N      how often (measure: 5, ladder: 1)
              --client-core N      the processor of the client; -1: all of them, and a worker of it for each (1)
              --server-core N      the processor of the server; -1: any (0)
              --first-ms MS        the server's time to the first token (200)
              --series NAME        the name of this measurement in the file
                                   (measure: steady, with --client-core -1 both; ladder: ladder)
              --work DIR           folder for the files of all runs (a temporary one)
              --retries N          how often a run with more than 3 % stolen CPU time is made again (2)
            options of measure:
              --streams N,N        numbers of streams (64,512)
              --per-stream N,N     requests of a stream, for each number of streams (8,4)
              --output-tokens N    tokens of each answer; prompts have 128 (128)
              --rate R             tokens a second of each stream (30)
            options of ladder:
              --streams N          number of streams (64)
              --rates R,R          tokens a second of each stream (30,60,120,240,480,960,1920)
              --per-stream N       requests of a stream (2)
              --answer-seconds S   how long an answer takes behind its first token (4)
            options of report:
              --in FILE            what measure and ladder have written

            environment: PEERS_HOME, where scripts/peers/install.sh has installed (.engines/peers)
            """;
    private static final Set<String> COMMON = Set.of(
            "out", "clients", "repetitions", "client-core", "server-core", "first-ms", "series", "work", "retries");
    private static final int BAD_ARGUMENTS = 2;
    private static final int LEAST_TOKENS = 128;

    private final Path home;
    private final Peers peers;

    private Compare(Path home, Path llmbench) {
        this.home = home;
        this.peers = new Peers(llmbench);
    }

    /**
     * Runs a command.
     *
     * @param args where tools are installed, the script {@code llmbench}, then command and options
     * @throws IOException when a file can't be read or written
     */
    public static void main(String[] args) throws IOException {
        List<String> all = Arrays.asList(args);
        if (all.size() < 3 || all.contains("--help") || all.contains("-h")) {
            (all.size() < 3 ? System.err : System.out).print(USAGE);
            System.exit(all.size() < 3 ? BAD_ARGUMENTS : 0);
        }
        try {
            new Compare(
                            Path.of(all.get(0)).toAbsolutePath(),
                            Path.of(all.get(1)).toAbsolutePath())
                    .run(all.get(2), all.subList(3, all.size()));
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
        Options options = Options.parse(arguments, with("streams", "per-stream", "output-tokens", "rate"));
        List<Integer> streams = options.numbers("streams", "64,512");
        List<Integer> perStream = options.numbers("per-stream", "8,4");
        if (perStream.size() != streams.size()) {
            throw new IllegalArgumentException("--per-stream needs as many numbers as --streams");
        }
        List<Shape> shapes = new ArrayList<>();
        for (int i = 0; i < streams.size(); i++) {
            shapes.add(new Shape(
                    streams.get(i),
                    perStream.get(i),
                    options.number("output-tokens", 128, 2),
                    options.positive("rate", 30),
                    options.positive("first-ms", 200)));
        }
        String series = options.text("series", options.number("client-core", 1, -1) < 0 ? "both" : "steady");
        campaign(options).byTurns(series, chosen(options), shapes, options.number("repetitions", 5, 1));
    }

    private void ladder(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, with("streams", "rates", "per-stream", "answer-seconds"));
        double seconds = options.positive("answer-seconds", 4);
        List<Shape> steps = options.positives("rates", "30,60,120,240,480,960,1920").stream()
                .sorted()
                .map(rate -> new Shape(
                        options.number("streams", 64, 1),
                        options.number("per-stream", 2, 2),
                        (int) Math.max(LEAST_TOKENS, Math.round(rate * seconds)),
                        rate,
                        options.positive("first-ms", 200)))
                .toList();
        Campaign campaign = campaign(options);
        for (int repetition = 0; repetition < options.number("repetitions", 1, 1); repetition++) {
            for (Peer peer : Turns.of(chosen(options), repetition)) {
                campaign.climb(options.text("series", "ladder"), peer, steps, repetition);
            }
        }
    }

    private void report(List<String> arguments) throws IOException {
        Options options = Options.parse(arguments, Set.of("in"));
        Path file = Path.of(options.required("in"));
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        System.out.print(new Report(OutcomeFile.read(file), new Names(peers)).markdown());
    }

    private List<Peer> chosen(Options options) {
        return peers.chosen(options.text("clients", "all"), home);
    }

    private Campaign campaign(Options options) throws IOException {
        Path file = Path.of(options.required("out")).toAbsolutePath();
        String work = options.text("work", "");
        Path folder = work.isEmpty()
                ? Files.createTempDirectory("llmbench-peers")
                : Files.createDirectories(Path.of(work).toAbsolutePath());
        System.err.println("files of the runs: " + folder);
        Trial trial = new Trial(home, options.number("server-core", 0, -1), options.number("client-core", 1, -1));
        return new Campaign(trial, home, folder, file, options.number("retries", 2, 0), System.err);
    }

    private static Set<String> with(String... more) {
        Set<String> all = new HashSet<>(COMMON);
        all.addAll(List.of(more));
        return all;
    }
}
