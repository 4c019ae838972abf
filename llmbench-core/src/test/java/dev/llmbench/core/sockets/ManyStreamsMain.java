package dev.llmbench.core.sockets;

import static dev.llmbench.api.Load.concurrency;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.RequestCounts;
import dev.llmbench.api.Stop;
import java.net.URI;
import java.nio.file.Path;

/** One level of many streams, in a small heap. Prints what became of the requests. */
final class ManyStreamsMain {
    private ManyStreamsMain() {}

    /**
     * Runs a level.
     *
     * @param args the server, how many streams, a folder for files
     */
    public static void main(String[] args) {
        int streams = Integer.parseInt(args[1]);
        Path folder = Path.of(args[2]);
        BenchmarkResult result = Runs.benchmark(Runs.target(URI.create(args[0])), concurrency(streams), folder)
                .stopAfter(Stop.requests(2L * streams))
                .run();
        RequestCounts counts =
                Runs.onlyLevel(result, Runs.journal(folder)).counts().overall();
        System.out.println("offered " + counts.offered() + " succeeded " + counts.succeeded() + " failed "
                + counts.failedTotal() + " cancelled " + counts.cancelled() + " other "
                + (counts.censored() + counts.dropped()) + " heap "
                + (Runtime.getRuntime().maxMemory() >> 20) + " by "
                + result.environment().transport());
    }
}
