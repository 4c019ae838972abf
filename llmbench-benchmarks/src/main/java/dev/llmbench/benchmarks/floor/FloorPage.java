package dev.llmbench.benchmarks.floor;

import java.util.List;
import java.util.Map;

/**
 * The page of all figures, written from the raw lines of the repetitions.
 *
 * @param about machine, JVMs and settings, a line each
 * @param samples of the comparison
 * @param variants id and words of llmbench's variants
 * @param quiet of the quiet streams
 * @param late of the late sends
 * @param discards windows that were not used, a line each
 */
record FloorPage(
        List<String> about,
        List<Sample> samples,
        Map<String, String> variants,
        List<QuietSample> quiet,
        List<LateSends.Seen> late,
        List<String> discards) {
    /** Returns the page in Markdown. */
    String text() {
        StringBuilder page = new StringBuilder();
        page.append("""
                # The floor

                How far llmbench is from the least that a client must do. The floor is a C program (`llmbench-benchmarks/src/main/c`): one thread that waits with epoll, reads, finds the events, stamps them once a read and counts times in histograms. A C server on a core of its own answers both by turns.

                This page was written by `scripts/floor.sh`; the figures of single repetitions are in [raw/floor](raw/floor).

                ## How

                """);
        about.forEach(line -> page.append("- ").append(line).append("\n"));
        page.append("""
                - Loopback, plain HTTP/1.1, one event a chunk of 180 to 250 bytes in the form of vLLM. Answers last some seconds, so that in every window some end and others begin: their journal and histograms are part of the cost.
                - CPU of a client is user and system time of its whole process between the borders of its window, from outside: JIT compiler, garbage collector and journal included. It is divided by the token-bearing events that arrived between the same borders.
                - The delay of an event is from the moment just before the server's write to the stamp of the read that brought it. The floor reads the send time out of the event; arrivals of llmbench are those of its journal, joined with the server's stamps by the number of the request.
                - Figures are medians over repetitions with a 95 % bootstrap interval. A ratio or difference is that of the same repetition, in which all clients ran one after the other, every second time in reverse order. Windows with more than 3 % stolen CPU time are measured again.
                - Loopback charges part of the receiver's work to the sender, so the floor is low and the ratios are on the hard side.

                """);
        comparison(page);
        quietStreams(page);
        lateSends(page);
        page.append("## Not used\n\n");
        page.append(discards.isEmpty() ? "Every window was used.\n" : discards.size() + " windows were not used:\n\n");
        discards.forEach(line -> page.append("- ").append(line).append("\n"));
        return page.toString();
    }

    private void comparison(StringBuilder page) {
        if (samples.isEmpty()) {
            return;
        }
        ComparisonTables tables = new ComparisonTables(samples);
        page.append("## CPU per event\n\nllmbench as users have it: ")
                .append(variants.getOrDefault(Contender.BASE, Contender.BASE))
                .append(".\n\n")
                .append(tables.cpu())
                .append("\nWhere the server's CPU is near 100 % it is the limit, not the client.")
                .append(" As fast as possible, a client that is behind reads more events at once:")
                .append(" its cost of an event falls, and the ratio flatters it.\n\n")
                .append("## Observation delay\n\nMicroseconds.\n\n")
                .append(tables.delays())
                .append(
                        "\nWith all events due at once, an event waits until the client has dealt with those before it.\n\n")
                .append("## Memory\n\nMedian proportional set size in the window.\n\n")
                .append(tables.memory())
                .append("\n## Variants\n\n")
                .append(tables.variants(variants))
                .append("\n## What llmbench said itself\n\nThe verdict on its own windows, all variants together.\n\n")
                .append(tables.verdicts())
                .append("\n");
    }

    private void quietStreams(StringBuilder page) {
        if (!quiet.isEmpty()) {
            page.append("## Quiet streams\n\nOne event every 5 s. Heap is what is left after a collection;")
                    .append(" buffers of the kernel's sockets come on top of both.")
                    .append(" llmbench takes 8 bytes of heap for each token that an answer is to have, here ")
                    .append(QuietStreams.TOKENS)
                    .append(", for its arrivals, and 8 more where tokens come together or the server counts them.\n\n")
                    .append(QuietTable.of(quiet))
                    .append("\n");
        }
    }

    private void lateSends(StringBuilder page) {
        if (!late.isEmpty()) {
            page.append(
                            "## Late sends\n\nOpen loop, 1,000 requests a second with Poisson arrivals, answers of 8 tokens;")
                    .append(" how late requests were written, by llmbench's own count: ")
                    .append(LateSends.words(late))
                    .append("\n");
        }
    }
}
