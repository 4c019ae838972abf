package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.Machine;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.benchmarks.harness.RawFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures llmbench against the floor and writes the page of it; {@code scripts/floor.sh} starts it. Everything is measured by
 * other processes, on processors of their own.
 */
public final class FloorComparison {
    private static final List<String> PARTS = List.of("comparison", "quiet", "late");

    private static final String USAGE = """
            usage: scripts/floor.sh [options]

            Measures llmbench against the floor, the least that a client must do, as a C program: CPU per event, observation
            delay and memory, by turns, under several loads; then 10,000 quiet streams and late sends. Writes
            docs/measurements/floor.md. Takes some three hours; use a machine with two processors that does nothing else.

              --quick               a look at everything in a few minutes; the page goes to the folder of results
              --repetitions N       of every load and client                             (12)
              --loads A,B           some of the loads that --list prints                 (all)
              --variants A,B        some of the variants that --list prints, or none     (all)
              --parts A,B           some of: %s                     (all)
              --warmup S            load before each window, at least                    (15)
              --window S            length of each window, more than 2                   (10)
              --quiet-streams N     how many; each needs an open file on both sides      (10000)
              --quiet-repetitions N                                                      (5)
              --server-core N       processor of the server                              (0)
              --client-core N       processor of the clients                             (1)
              --programs FOLDER     where the C programs are        (llmbench-benchmarks/target/floor)
              --results FOLDER      takes the raw figures; those before are lost
                                                            (llmbench-benchmarks/target/floor-results)
              --add                 keeps the raw figures of other loads and parts that are there
              --page FILE           the page to write               (docs/measurements/floor.md)
              --page-only           writes the page from the raw figures that are there
              --list                prints loads and variants
            """.formatted(String.join(", ", PARTS));

    private static final int OLDEST = 17; // that llmbench runs on
    private static final int QUICK_TOKENS = 32;
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(2); // memory is sampled once a second

    private final Options options;
    private final boolean quick;
    private final Path results;
    private final List<Contender> variants;

    private FloorComparison(Options options) throws IOException {
        this.options = options;
        this.quick = options.has("quick");
        this.results = Path.of(options.text("results").orElse("llmbench-benchmarks/target/floor-results"));
        List<InstalledJava> javas = InstalledJava.all();
        InstalledJava oldest = javas.stream()
                .filter(java -> java.version() == OLDEST)
                .findFirst()
                .orElseThrow(() -> new Options.UsageException("there is no Java " + OLDEST + " below /usr/lib/jvm"));
        InstalledJava newest = javas.get(javas.size() - 1);
        this.variants = Contender.llmbench(oldest, newest.version() > OLDEST ? Optional.of(newest) : Optional.empty());
    }

    /**
     * Measures and writes the page.
     *
     * @param args options
     * @throws IOException if files can't be read or written
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(
                args,
                USAGE,
                Set.of(
                        "repetitions",
                        "loads",
                        "variants",
                        "parts",
                        "warmup",
                        "window",
                        "quiet-streams",
                        "quiet-repetitions",
                        "server-core",
                        "client-core",
                        "programs",
                        "results",
                        "page"),
                Set.of("add", "quick", "page-only", "list"));
        try {
            new FloorComparison(options).run();
        } catch (Options.UsageException e) {
            throw Options.end(e);
        }
    }

    private void run() throws IOException {
        if (options.has("list")) {
            list();
            return;
        }
        Files.createDirectories(results);
        if (!options.has("page-only")) {
            measure();
        }
        writePage();
    }

    private void list() {
        LoadCase.ALL.forEach(load -> System.out.println(load.id() + "\t" + load.words()));
        variants.forEach(variant -> System.out.println(variant.id() + "\t" + variant.words()));
    }

    private void measure() throws IOException {
        List<String> parts = options.some("parts", PARTS);
        List<String> loads = options.some("loads", LoadCase.ids());
        List<Contender> chosen = chosenVariants();
        Bench.Settings settings = settings();
        int repetitions = options.count("repetitions", 1, quick ? 1 : 12);
        int quietStreams = options.count("quiet-streams", 1, quick ? 2_000 : 10_000);
        int quietRepetitions = options.count("quiet-repetitions", 1, quick ? 1 : 5);
        if (options.has("add")) {
            refuseTwice(parts, loads);
        } else {
            List.of("samples", "quiet", "late", "discards", "about")
                    .forEach(name -> file(name).clear());
        }
        List<String> known = file("about").lines();
        about(settings).stream().filter(line -> !known.contains(line)).forEach(file("about")::add);
        Contender base = variants.get(0);
        try (Bench bench = new Bench(settings)) {
            if (parts.contains("comparison")) {
                new Comparison(bench, file("samples"), file("discards")).run(rounds(loads, base, chosen), repetitions);
            }
            if (parts.contains("quiet")) {
                new QuietStreams(bench, file("quiet"), file("discards"))
                        .run(List.of(Contender.floor(), base), quietStreams, quietRepetitions);
            }
            if (parts.contains("late")) {
                new LateSends(bench, file("late"), file("discards"))
                        .run(base.jvm().orElseThrow(), repetitions);
            }
        }
    }

    /** Repetitions are joined by their numbers: a second start of the same load would pair figures of different times. */
    private void refuseTwice(List<String> parts, List<String> loads) {
        List<String> there = measuredOf(results, parts, loads);
        if (!there.isEmpty()) {
            throw new Options.UsageException("--add: " + results + " has figures of " + String.join(", ", there)
                    + "; choose others with --loads and --parts, or measure without --add");
        }
    }

    /** Returns which of some parts and loads have raw figures in a folder. */
    static List<String> measuredOf(Path results, List<String> parts, List<String> loads) {
        List<String> there = new ArrayList<>();
        if (parts.contains("comparison")) {
            file(results, "samples").lines().stream()
                    .map(line -> Sample.parse(line).load())
                    .distinct()
                    .filter(loads::contains)
                    .forEach(there::add);
        }
        Stream.of("quiet", "late")
                .filter(parts::contains)
                .filter(part -> !file(results, part).lines().isEmpty())
                .forEach(there::add);
        return there;
    }

    private List<Contender> chosenVariants() {
        List<String> known =
                new ArrayList<>(variants.stream().map(Contender::id).toList());
        known.add("none");
        List<String> wanted = options.some("variants", known);
        return variants.stream()
                .filter(variant -> wanted.contains(variant.id()))
                .filter(variant -> !variant.id().equals(Contender.BASE))
                .toList();
    }

    private Bench.Settings settings() {
        Duration window = options.seconds("window", quick ? Duration.ofMillis(2_500) : Duration.ofSeconds(10));
        if (window.compareTo(SHORTEST_WINDOW) <= 0) {
            throw new Options.UsageException("--window must be more than 2, because memory is sampled once a second");
        }
        Path programs = Path.of(options.text("programs").orElse("llmbench-benchmarks/target/floor"));
        if (!Files.isExecutable(programs.resolve(FloorServer.PROGRAM))) {
            throw new Options.UsageException("--programs: there is no " + FloorServer.PROGRAM + " in " + programs
                    + "; run llmbench-benchmarks/src/main/c/build.sh");
        }
        return new Bench.Settings(
                programs,
                results,
                options.count("server-core", 0, 0),
                options.count("client-core", 0, 1),
                options.seconds("warmup", quick ? Duration.ofSeconds(2) : Duration.ofSeconds(15)),
                window);
    }

    private List<Comparison.Round> rounds(List<String> loads, Contender base, List<Contender> chosen) {
        return loads.stream()
                .map(LoadCase::of)
                .map(load -> quick ? load.withTokens(QUICK_TOKENS) : load)
                .map(load -> {
                    List<Contender> contenders = new ArrayList<>(List.of(Contender.floor(), base));
                    List<String> ofVariants = LoadCase.OF_VARIANTS.subList(0, quick ? 1 : LoadCase.OF_VARIANTS.size());
                    if (ofVariants.contains(load.id())) {
                        contenders.addAll(chosen);
                    }
                    return new Comparison.Round(load, contenders);
                })
                .toList();
    }

    private List<String> about(Bench.Settings settings) {
        return List.of(
                (quick ? "**A quick look that says nothing about speed.** " : "") + "Measured on "
                        + LocalDate.now(ZoneOffset.UTC) + " on " + Machine.hardware() + ".",
                "Server on processor " + settings.serverCore() + ", client on processor " + settings.clientCore()
                        + "; load of at least "
                        + settings.warmUp().toSeconds()
                        + " s (the floor: at most "
                        + Bench.LONGEST_OF_FLOOR.toSeconds()
                        + " s), until each stream has finished an answer, then a window of "
                        + settings.window().toMillis() / 1000.0 + " s.",
                "JVMs: "
                        + String.join(
                                "; ",
                                variants.stream()
                                        .map(variant -> variant.words() + ": `"
                                                + String.join(
                                                        " ",
                                                        variant.jvm()
                                                                .orElseThrow()
                                                                .flags()) + "`")
                                        .toList())
                        + ".");
    }

    private void writePage() throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        variants.forEach(variant -> words.put(variant.id(), variant.words()));
        FloorPage page = new FloorPage(
                file("about").lines(),
                file("samples").lines().stream().map(Sample::parse).toList(),
                words,
                file("quiet").lines().stream().map(QuietSample::parse).toList(),
                file("late").lines().stream().map(LateSends.Seen::parse).toList(),
                file("discards").lines());
        Path target = options.text("page")
                .map(Path::of)
                .orElse(quick ? results.resolve("floor.md") : Path.of("docs", "measurements", "floor.md"));
        Files.writeString(target, page.text());
        System.err.println("wrote " + target.toAbsolutePath().normalize());
    }

    private RawFile file(String name) {
        return file(results, name);
    }

    private static RawFile file(Path results, String name) {
        return RawFile.in(results, name + ".jsonl");
    }
}
