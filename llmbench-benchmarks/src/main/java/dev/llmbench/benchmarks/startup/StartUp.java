package dev.llmbench.benchmarks.startup;

import dev.llmbench.benchmarks.harness.Machine;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.harness.Steal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures how long {@code llmbench --help} takes, and how long after the start of a process its first requests come: those of
 * {@code llmbench sweep} and of a program that embeds llmbench. {@code scripts/start-up.sh} runs it.
 */
public final class StartUp {
    private static final int MOST_TRIES = 4;
    private static final String USAGE = """
            usage: StartUp --launcher FILE --class-path JARS --java HOME[,HOME] --work FOLDER --out FILE [--runs N]

              --launcher FILE     the command llmbench, built
              --class-path JARS   of a program that embeds llmbench: its own jar, llmbench-core and what that needs
              --java HOME         JDKs to measure with, the first is the one that llmbench was built with
              --work FOLDER       for archives of classes
              --out FILE          the page to write, in Markdown
              --runs N            starts of each kind (default 20)
            """;

    private final Map<String, String> options;
    private final int runs;
    private final List<Start> helps = new ArrayList<>();
    private final List<Start> clients = new ArrayList<>();
    private final Map<Start, List<Moments>> measured = new LinkedHashMap<>();
    private int discarded;

    private StartUp(Map<String, String> options) {
        this.options = options;
        runs = Integer.parseInt(options.getOrDefault("--runs", "20"));
    }

    /**
     * Measures, and writes the page.
     *
     * @param args as {@code --help} tells
     * @throws InterruptedException if the user ends it
     */
    public static void main(String[] args) throws InterruptedException {
        if (Arrays.asList(args).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        try {
            new StartUp(read(args)).run();
        } catch (IllegalArgumentException e) {
            System.err.println("StartUp: " + e.getMessage() + "; see --help");
            System.exit(2);
        }
    }

    private static Map<String, String> read(String[] args) {
        List<String> required = List.of("--launcher", "--class-path", "--java", "--work", "--out");
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!required.contains(args[i]) && !args[i].equals("--runs")) {
                throw new IllegalArgumentException("unknown option " + args[i]);
            }
            if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            }
            options.put(args[i], args[i + 1]);
        }
        required.stream().filter(name -> !options.containsKey(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(name + " is missing");
        });
        if (!options.getOrDefault("--runs", "20").matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("--runs must be a number from 1 to 9999");
        }
        return options;
    }

    private String option(String name) {
        return options.getOrDefault(name, "");
    }

    private void run() throws InterruptedException {
        for (String home : option("--java").split(",", -1)) {
            prepare(JavaHome.of(Path.of(home)));
        }
        List<Start> order = new ArrayList<>(helps);
        order.addAll(clients);
        try (Steal steal = Steal.watch()) {
            for (int round = 0; round < runs; round++) {
                System.err.println("start-up: round " + (round + 1) + " of " + runs);
                for (Start start : order) {
                    measure(start, steal);
                }
                Collections.reverse(order);
            }
        }
        write(Path.of(option("--out")));
    }

    /** Finds the ways to start with a JDK, and lets each run once, so that files are in memory and archives are made. */
    private void prepare(JavaHome java) throws InterruptedException {
        System.err.println("start-up: preparing JDK " + java.version());
        Map<String, String> home = Map.of("JAVA_HOME", java.folder().toString());
        String launcher = option("--launcher");
        helps.add(new Start("`llmbench --help`", java.version(), false, List.of(launcher, "--help"), List.of(), home));
        clients.add(new Start(
                "`llmbench sweep`",
                java.version(),
                true,
                sweep(launcher, option("--work") + "/results"),
                List.of(),
                home));
        List<String> behind = List.of(FirstSight.MODEL, "200");
        Path archive = Path.of(option("--work")).resolve("embedded-" + java.version() + ".jsa");
        Start plain = new Start("embedded", java.version(), true, embedded(java, List.of()), behind, Map.of());
        train(new Start(
                "training",
                java.version(),
                true,
                embedded(java, List.of(java.writingArchive(archive))),
                behind,
                Map.of()));
        clients.add(plain);
        clients.add(new Start(
                "embedded, with an archive of its own",
                java.version(),
                true,
                embedded(java, List.of(java.readingArchive(archive))),
                behind,
                Map.of()));
        Moments.untilEnd(helps.get(helps.size() - 1));
    }

    private static List<String> sweep(String launcher, String results) {
        return List.of(
                launcher,
                "sweep",
                "--model",
                FirstSight.MODEL,
                "--concurrency",
                "1",
                "--duration",
                "10s",
                "--warmup",
                "0s",
                "--input-tokens",
                "16",
                "--output-tokens",
                Integer.toString(FirstRequest.OUTPUT_TOKENS),
                "--out",
                results,
                "--url");
    }

    private List<String> embedded(JavaHome java, List<String> flags) {
        List<String> command = new ArrayList<>(List.of(java.java()));
        command.addAll(java.flags());
        command.addAll(flags);
        command.addAll(List.of("-cp", option("--class-path"), FirstRequest.class.getName()));
        return command;
    }

    /** Lets a client run to its end, at which the JVM writes the archive. */
    private static void train(Start start) throws InterruptedException {
        try (FirstSight server = new FirstSight()) {
            List<String> command = new ArrayList<>(start.command());
            command.add(server.url());
            command.addAll(start.behind());
            Moments.untilEnd(new Start(start.name(), start.java(), false, command, List.of(), start.environment()));
        }
    }

    private void measure(Start start, Steal steal) throws InterruptedException {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Moments moments = start.asks() ? Moments.ofClient(start) : Moments.untilEnd(start);
            if (steal.clean(moments.started(), moments.over())) {
                measured.computeIfAbsent(start, unused -> new ArrayList<>()).add(moments);
                return;
            }
            discarded++;
        }
    }

    private void write(Path out) {
        String page = """
                <!-- Written by scripts/start-up.sh; don't edit. -->
                # Start-up

                Milliseconds from just before the process was asked for: median [lower, upper quartile] of %d starts each,
                by turns. Starts during which others had more than 3 %% of the processors' time were discarded and
                repeated (%d here). Files were in memory.

                %s

                ## Until the end of the process

                %s
                ## Until requests arrive at a server on loopback

                When the server had received each one. *Question*: the first of any kind, the list of models. *Probe*: the
                first request for an answer, by which llmbench finds out how the server wants to be asked. *Load*: the first
                request of the load, after the questions about the server's tokenizer. `llmbench sweep` is started by the
                script `llmbench`, whose own time is in it; "embedded" is a small Java program whose class path holds
                llmbench-core and what that needs; how its archive is made stands in [embedding.md](../embedding.md).

                %s""".formatted(
                        runs,
                        discarded,
                        Machine.hardware(),
                        endTable().text(),
                        requestTable().text());
        try {
            Files.writeString(out, page);
        } catch (IOException e) {
            throw new UncheckedIOException(out + " can't be written: " + e.getMessage(), e);
        }
        System.err.println("start-up: wrote " + out);
    }

    private MarkdownTable endTable() {
        MarkdownTable table = new MarkdownTable("command", "JDK", "ms", "starts");
        for (Start start : helps) {
            table.row(start.name(), start.java(), cell(start, 0), count(start));
        }
        return table;
    }

    private MarkdownTable requestTable() {
        MarkdownTable table = new MarkdownTable("client", "JDK", "question, ms", "probe, ms", "load, ms", "starts");
        for (Start start : clients) {
            table.row(start.name(), start.java(), cell(start, 0), cell(start, 1), cell(start, 2), count(start));
        }
        return table;
    }

    private String count(Start start) {
        return Integer.toString(measured.getOrDefault(start, List.of()).size());
    }

    private String cell(Start start, int moment) {
        List<Double> millis = measured.getOrDefault(start, List.of()).stream()
                .map(moments -> moments.millis().get(moment))
                .toList();
        return millis.isEmpty() ? "not measured" : Quartiles.of(millis).words();
    }
}
