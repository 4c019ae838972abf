package dev.llmbench.benchmarks.hotpath;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LevelResult;
import dev.llmbench.benchmarks.harness.Machine;
import dev.llmbench.benchmarks.harness.MarkdownTable;
import dev.llmbench.benchmarks.harness.Options;
import dev.llmbench.core.Results;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes a page about a profile of llmbench under load. {@code scripts/flame-graph.sh} runs it. */
public final class HotPathPage {
    private static final String USAGE = """
            usage: HotPathPage --stacks FILE --result FILE --syscalls FILE --load WORDS --out FILE
                               --interval-micros N --seconds S --syscall-seconds S

              --stacks FILE           collapsed stacks of async-profiler, with threads
              --interval-micros N     between two samples
              --seconds S             how long was sampled
              --result FILE           the result of the run that was profiled, in JSON
              --syscalls FILE         of `perf stat -x,` on the event loops; may be missing
              --syscall-seconds S     how long they were counted
              --load WORDS            what the load was
              --out FILE              the page to write, in Markdown
            """;
    private static final String BY_HAND = "## What it says";
    private static final double LEAST_SHARE = 0.005;
    private static final int MOST_FRAMES = 25;

    private final Options options;

    private HotPathPage(Options options) {
        this.options = options;
    }

    /**
     * Writes the page.
     *
     * @param args as {@code --help} tells
     */
    public static void main(String[] args) {
        Options options = Options.of(
                args,
                USAGE,
                Set.of("stacks", "result", "syscalls", "load", "out", "interval-micros", "seconds", "syscall-seconds"),
                Set.of());
        try {
            new HotPathPage(options).write();
        } catch (Options.UsageException e) {
            throw Options.end(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double number(String name) {
        return options.number(name).orElseThrow(() -> new Options.UsageException("--" + name + " is needed"));
    }

    private void write() throws IOException {
        Stacks all = Stacks.parse(Files.readAllLines(Path.of(options.required("stacks"))));
        Stacks loops = all.of(HotPathPage::isLoop);
        if (loops.samples() == 0) {
            throw new Options.UsageException(options.required("stacks") + " has no samples of an event loop");
        }
        BenchmarkResult result = Results.read(Path.of(options.required("result")));
        LevelResult level = result.levels().get(0);
        double tokensPerSecond = level.throughput().outputTokens().perSecond();
        double microsPerToken = loops.samples() * number("interval-micros") / (tokensPerSecond * number("seconds"));
        String page = """
                <!-- Written by scripts/flame-graph.sh, which keeps what is written by hand below "What it says". -->
                # The hot path

                %s; %,.0f tokens a second arrived. Client: %s, event loops: %s. %s.

                Sampled every %.0f us for %.0f s of the process by async-profiler, kernel included. The event loops used
                %.1f us for each token, the profiler's own work included.

                ## Threads

                %s
                ## What the event loops do

                A sample belongs to the frame nearest to its leaf that is one of ours, Netty's or a system call.

                %s
                ## Innermost frames

                %s
                ## Our methods, with all that they call

                %s
                ## System calls of the event loops

                %s""".formatted(
                options.required("load"),
                tokensPerSecond,
                result.environment().jvm(),
                Integer.toString(result.environment().eventLoops()),
                Machine.hardware(),
                number("interval-micros"),
                number("seconds"),
                microsPerToken,
                table("threads", all.by(stack -> kind(stack.thread())), 1),
                groups(loops, microsPerToken),
                table(
                        "frame",
                        loops.by(stack -> stack.frames().get(stack.frames().size() - 1)),
                        LEAST_SHARE),
                table("method", loops.withFrame(frame -> frame.startsWith("dev/llmbench/")), LEAST_SHARE),
                systemCalls(tokensPerSecond * number("syscall-seconds")));
        Path out = Path.of(options.required("out"));
        Files.writeString(out, page + byHand(out));
        System.err.println("hot path: wrote " + options.required("out"));
    }

    /** What somebody wrote below the figures of an earlier page. */
    private static String byHand(Path earlier) throws IOException {
        String text = Files.exists(earlier) ? Files.readString(earlier) : "";
        int begin = text.indexOf(BY_HAND);
        return begin < 0 ? "" : "\n" + text.substring(begin);
    }

    private static boolean isLoop(String thread) {
        return thread.startsWith("llmbench-loop");
    }

    private static String kind(String thread) {
        if (isLoop(thread)) {
            return "event loops";
        }
        if (thread.startsWith("llmbench")) {
            return "other threads of llmbench";
        }
        if (thread.contains("Compiler")) {
            return "compilers of the JVM";
        }
        return thread.startsWith("G1") || thread.startsWith("GC") || thread.startsWith("Z")
                ? "collector"
                : "rest of the JVM";
    }

    private static String groups(Stacks loops, double microsPerToken) {
        MarkdownTable table = new MarkdownTable("part", "share", "us per token");
        for (Stacks.Share share : loops.by(stack -> Group.of(stack.frames()).label())) {
            table.row(share.name(), percent(share.share()), decimals(share.share() * microsPerToken));
        }
        return table.text();
    }

    private static String table(String title, List<Stacks.Share> shares, double least) {
        MarkdownTable table = new MarkdownTable(title, "share");
        shares.stream()
                .filter(share -> least >= 1 || share.share() >= least)
                .limit(MOST_FRAMES)
                .forEach(share -> table.row("`" + share.name() + "`", percent(share.share())));
        return table.text();
    }

    private String systemCalls(double tokens) throws IOException {
        Path file = Path.of(options.required("syscalls"));
        if (!Files.exists(file)) {
            return "Not counted: there is no perf on the machine, or its kernel did not let it count.\n";
        }
        MarkdownTable table = new MarkdownTable("call", "calls per token");
        for (SystemCalls.Count count :
                SystemCalls.parse(Files.readAllLines(file)).counts()) {
            table.row("`" + count.name() + "`", String.format(Locale.ROOT, "%.4f", count.calls() / tokens));
        }
        return table.text();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String decimals(double micros) {
        return String.format(Locale.ROOT, "%.2f", micros);
    }
}
