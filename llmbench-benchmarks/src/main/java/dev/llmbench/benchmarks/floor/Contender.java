package dev.llmbench.benchmarks.floor;

import dev.llmbench.benchmarks.harness.LauncherFlags;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A client that is measured.
 *
 * @param id its name in files and options
 * @param words its name in tables
 * @param jvm how llmbench runs; absent for the floor
 */
record Contender(String id, String words, Optional<Jvm> jvm) {
    /** The name of the floor. */
    static final String FLOOR = "floor";

    /** The name of llmbench as users have it. */
    static final String BASE = "epoll-g1-17";

    /** The C client. */
    static Contender floor() {
        return new Contender(FLOOR, "the floor", Optional.empty());
    }

    /**
     * A JVM with its options.
     *
     * @param java its program
     * @param flags its options
     */
    record Jvm(Path java, List<String> flags) {
        Jvm {
            flags = List.copyOf(flags);
        }
    }

    private enum Collector {
        // Pinned to one processor, the JVM would choose the serial collector without a word.
        G1("-XX:+UseG1GC"),
        ZGC("-XX:+UseZGC");

        private final String flag;

        Collector(String flag) {
            this.flag = flag;
        }
    }

    /** llmbench with the JVM's second compiler as well: of two flags that contradict each other the later counts. */
    private static Contender withBothCompilers(Contender client) {
        Jvm jvm = client.jvm.orElseThrow();
        List<String> flags = new ArrayList<>(jvm.flags);
        flags.add("-XX:TieredStopAtLevel=4");
        return new Contender(client.id + "-c2", client.words + ", C2 too", Optional.of(new Jvm(jvm.java, flags)));
    }

    private static Contender llmbench(InstalledJava java, Collector collector, boolean nativeEpoll) {
        List<String> flags = new ArrayList<>(LauncherFlags.ALL);
        flags.add(collector.flag);
        if (java.version() >= 24) {
            // as the launcher does: newer JDKs warn about what Netty does
            flags.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        }
        if (!nativeEpoll) {
            flags.add("-Dio.netty.transport.noNative=true");
        }
        String transport = nativeEpoll ? "epoll" : "NIO";
        return new Contender(
                (transport + "-" + collector + "-" + java.version()).toLowerCase(Locale.ROOT),
                transport + ", Java " + java.version() + ", " + collector,
                Optional.of(new Jvm(java.program(), flags)));
    }

    /**
     * Returns llmbench in all variants, that of users first.
     *
     * @param java17 the oldest JVM that llmbench runs on
     * @param newest the newest that is installed; absent where it is the same
     */
    static List<Contender> llmbench(InstalledJava java17, Optional<InstalledJava> newest) {
        Contender base = llmbench(java17, Collector.G1, true);
        List<Contender> all = new ArrayList<>(List.of(
                base,
                withBothCompilers(base),
                llmbench(java17, Collector.G1, false),
                llmbench(java17, Collector.ZGC, true)));
        newest.ifPresent(java -> {
            all.add(llmbench(java, Collector.G1, true));
            all.add(llmbench(java, Collector.ZGC, true));
        });
        return List.copyOf(all);
    }
}
