package dev.llmbench.benchmarks;

import static dev.llmbench.api.Load.concurrency;
import static dev.llmbench.api.Workload.prompts;

import com.sun.management.ThreadMXBean;
import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.Progress;
import dev.llmbench.api.Run;
import dev.llmbench.api.Target;
import dev.llmbench.core.LlmBench;
import dev.llmbench.simulator.ScriptedServerProcess;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.Script;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Measures what the event loops allocate over real sockets, for each token and for each request.
 *
 * <p>Long answers at two paces, of which none begins or ends while it is measured, tell a token's share from that of the
 * loops' own timers; short answers add a request's. Prints three figures. Arguments: streams (64), seconds of each
 * measurement (5), {@code tls} for a server that speaks TLS.
 */
public final class LoopAllocation {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int LONG_ANSWER = 2_500; // more than are sent before the measurement ends

    private final int streams;
    private final int seconds;
    private final boolean tls;
    private final Path folder;

    private LoopAllocation(int streams, int seconds, boolean tls, Path folder) {
        this.streams = streams;
        this.seconds = seconds;
        this.tls = tls;
        this.folder = folder;
    }

    /** What happened between two moments. */
    private record Sample(double bytes, double tokens, double requests, double seconds) {
        Sample minus(Sample earlier) {
            return new Sample(
                    bytes - earlier.bytes,
                    tokens - earlier.tokens,
                    requests - earlier.requests,
                    seconds - earlier.seconds);
        }
    }

    /**
     * Measures.
     *
     * @param args how many streams; how many seconds each of the three measurements takes; whether over {@code tls}
     * @throws IOException if the temporary folder can't be made
     */
    public static void main(String[] args) throws IOException {
        int streams = args.length > 0 ? Integer.parseInt(args[0]) : 64;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        boolean tls = args.length > 2 && "tls".equals(args[2]);
        new LoopAllocation(streams, seconds, tls, Files.createTempDirectory("loop-allocation")).report();
    }

    private void report() throws IOException {
        Sample slow = measure(LONG_ANSWER, Duration.ofMillis(100));
        Sample fast = measure(LONG_ANSWER, Duration.ofMillis(8));
        Sample brief = measure(50, Duration.ofMillis(2));
        double perToken = (fast.bytes() / fast.seconds() - slow.bytes() / slow.seconds())
                / (fast.tokens() / fast.seconds() - slow.tokens() / slow.seconds());
        double perSecond = (slow.bytes() - perToken * slow.tokens()) / slow.seconds();
        double perRequest =
                (brief.bytes() - perToken * brief.tokens() - perSecond * brief.seconds()) / brief.requests();
        print("slow", slow);
        print("fast", fast);
        print("brief", brief);
        System.out.printf(
                Locale.ROOT,
                "%d streams%s: %.2f bytes a token, %.0f bytes a request, %.0f bytes a second whatever happens%n",
                streams,
                tls ? " over TLS" : "",
                perToken,
                perRequest,
                perSecond);
    }

    private static void print(String name, Sample sample) {
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f bytes, %.0f tokens, %.0f requests in %.2f s%n",
                name,
                sample.bytes(),
                sample.tokens(),
                sample.requests(),
                sample.seconds());
    }

    private Sample measure(int tokens, Duration pace) throws IOException {
        Script script = Script.of(
                Answers.tokens(4), // to the probe
                Answers.tokens(tokens).timeToFirst(Duration.ofMillis(50)).every(pace));
        Path file = Files.writeString(folder.resolve("prompts.txt"), "Say something.\n");
        try (ScriptedServerProcess server = ScriptedServerProcess.start(tls ? script.tls() : script, folder)) {
            Target target = Target.openAi(server.url().toString()).model("scripted");
            Run run = LlmBench.against(
                            tls ? target.connection(ConnectionSettings.direct().trustingAll()) : target)
                    .workload(prompts(file.toString()).outputTokens(tokens))
                    .load(concurrency(streams))
                    .warmUp(Duration.ZERO)
                    .measureFor(Duration.ofHours(1))
                    .start();
            pass(run, seconds); // until compiled
            Sample before = now(run);
            pass(run, seconds);
            Sample sample = now(run).minus(before);
            run.cancel();
            run.await();
            return sample;
        }
    }

    /** Follows a run, as a program with a progress line does; its first token starts the time. */
    private static void pass(Run run, int seconds) {
        long end = Long.MAX_VALUE;
        while (System.nanoTime() < end) {
            Progress progress = run.snapshot();
            if (end == Long.MAX_VALUE && progress.tokens().output() > 0) {
                end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static Sample now(Run run) {
        Progress progress = run.snapshot();
        return new Sample(
                allocatedByLoops(),
                progress.tokens().output(),
                progress.requests().completed(),
                System.nanoTime() / 1e9);
    }

    private static long allocatedByLoops() {
        long[] loops = Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("llmbench-loop"))
                .mapToLong(ThreadInfo::getThreadId)
                .toArray();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(loops)).sum();
    }
}
