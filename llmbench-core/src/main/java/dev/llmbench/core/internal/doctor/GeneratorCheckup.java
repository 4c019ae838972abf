package dev.llmbench.core.internal.doctor;

import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.core.internal.probe.Sheet;
import dev.llmbench.core.internal.time.SystemPause;
import dev.llmbench.core.internal.time.SystemTicker;
import dev.llmbench.core.internal.transport.NettyLoops;
import dev.llmbench.core.internal.transport.Route;
import dev.llmbench.core.internal.watch.Descriptors;
import dev.llmbench.core.internal.watch.GeneratorFigures;
import dev.llmbench.core.internal.watch.GeneratorWatch;
import dev.llmbench.core.internal.watch.LoopLag;
import dev.llmbench.core.internal.watch.Reading;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Looks at what this machine's load generator can do, with the loops and the watch of a run. */
final class GeneratorCheckup {
    private static final int MOST_LOOPS = 4;
    private static final Duration SETTLING = Duration.ofMillis(100);

    /** Fewer streams than the largest level of the usual sweeps are worth a word. */
    private static final long USUAL_STREAMS = 1_024;

    private GeneratorCheckup() {}

    /** Watches idle loops for so long. */
    static void run(Duration time, Sheet sheet) {
        int processors = Runtime.getRuntime().availableProcessors();
        processors(processors, sheet);
        streams(Descriptors.ofThisProcess(), sheet);
        int count = Math.min(MOST_LOOPS, processors);
        try (NettyLoops loops = new NettyLoops(count, nowhere(), SystemTicker.INSTANCE);
                GeneratorWatch watch = GeneratorWatch.ofThisProcess()) {
            for (int i = 0; i < count; i++) {
                LoopLag lag = watch.loop();
                loops.watchLag(i, lag::tick);
            }
            SystemPause.of(SETTLING); // the loops' first ticks load classes, as a run's rehearsal does for it
            watch.begin();
            SystemPause.of(time);
            judge(watch.end(), loops.transport(), count, time, sheet);
        }
    }

    private static void processors(int processors, Sheet sheet) {
        Map<String, Double> figures = Map.of("processors", (double) processors);
        if (processors == 1) {
            sheet.warn(
                    Question.PROCESSORS,
                    "1 is available",
                    "with one processor everything else on this machine delays the load generator: use a larger one",
                    figures);
        } else {
            sheet.ok(Question.PROCESSORS, processors + " are available", figures);
        }
    }

    static void streams(Descriptors descriptors, Sheet sheet) {
        int most = descriptors.most();
        if (most == Integer.MAX_VALUE) {
            sheet.notChecked(Question.STREAMS, "this system tells neither descriptors nor ports");
            return;
        }
        Map<String, Double> figures = Map.of("streams", (double) most);
        String seen = number(most) + " at once to one address ("
                + descriptors.limit().stream()
                        .mapToObj(limit -> number(limit) + " descriptors, ")
                        .findFirst()
                        .orElse("")
                + descriptors
                        .ports()
                        .map(ports -> number((long) ports.last() - ports.first() + 1) + " ports)")
                        .orElse("ports unknown)");
        if (most < USUAL_STREAMS) {
            sheet.warn(
                    Question.STREAMS,
                    seen,
                    "more need a higher limit, such as `ulimit -n 8192` before starting, and a wider"
                            + " net.ipv4.ip_local_port_range",
                    figures);
        } else {
            sheet.ok(Question.STREAMS, seen, figures);
        }
    }

    static void judge(GeneratorFigures figures, String transport, int loops, Duration time, Sheet sheet) {
        String how = loops + (loops == 1 ? " loop" : " loops") + " by " + transport;
        reading(
                Question.EVENT_LOOPS,
                figures.loopLagP99Millis(),
                ValidityCheck.EVENT_LOOP_LAG,
                value -> how + ", p99 of their lag " + String.format(Locale.ROOT, "%.2f ms", value) + " over "
                        + time.toMillis() + " ms",
                "tokens are stamped late by as much: free this machine of other work, or use one with more processors",
                sheet);
        reading(
                Question.STOLEN_CPU,
                figures.stolenPercent().worse(figures.throttledPercent()),
                ValidityCheck.STOLEN_CPU,
                value -> String.format(Locale.ROOT, "%.1f %% stolen or throttled over ", value) + time.toMillis()
                        + " ms",
                "others take this machine's processors: raise the container's quota, or use a machine of its own",
                sheet);
    }

    /** Judged by the limits that judge a run. */
    private static void reading(
            Question question, Reading reading, ValidityCheck check, Words words, String remedy, Sheet sheet) {
        Optional<Double> value = reading.value();
        if (value.isEmpty()) {
            sheet.notChecked(question, reading.because());
            return;
        }
        Map<String, Double> figures = Map.of(check.unit().equals("%") ? "percent" : "p99Millis", value.get());
        if (value.get() > check.suspectAbove().orElse(Double.MAX_VALUE)) {
            sheet.warn(question, words.of(value.get()), remedy, figures);
        } else {
            sheet.ok(question, words.of(value.get()), figures);
        }
    }

    private interface Words {
        String of(double value);
    }

    /** The loops are watched idle: nothing is connected. */
    private static Route nowhere() {
        return new Route(
                "localhost",
                InetSocketAddress.createUnresolved("localhost", 1),
                Optional.empty(),
                true,
                Optional.empty(),
                1,
                0,
                SystemTicker.INSTANCE);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
