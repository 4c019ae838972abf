package dev.llmbench.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Watches how much CPU time the hypervisor gives to others, from {@code /proc/stat}, until it is closed. */
public final class Steal implements AutoCloseable {
    /** Above this share of stolen time a window says nothing. */
    public static final double MOST = 0.03;

    private static final Path STAT = Path.of("/proc/stat");
    private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(50);

    // Behind "cpu": user nice system idle iowait irq softirq steal; guest time, which follows, is contained in user and
    // nice.
    private static final int FIELDS = 8;

    private final Course stolen = new Course();
    private final Course all = new Course();
    private final Sampler sampler;

    private Steal() {
        sampler = Sampler.every(BETWEEN_SAMPLES, this::sample);
    }

    /**
     * Begins to watch.
     *
     * @return the watch, to be closed
     */
    public static Steal watch() {
        return new Steal();
    }

    private void sample() {
        Times times = Times.parse(read());
        long now = System.nanoTime();
        stolen.add(now, times.stolen);
        all.add(now, times.all);
    }

    /**
     * Returns the share of all processors' time that others had between two moments.
     *
     * @param fromNanos the earlier moment, by {@link System#nanoTime()}
     * @param toNanos the later moment
     * @return from 0 to 1
     */
    public double stolenShare(long fromNanos, long toNanos) {
        double whole = all.at(toNanos) - all.at(fromNanos);
        return whole <= 0 ? 0 : (stolen.at(toNanos) - stolen.at(fromNanos)) / whole;
    }

    /**
     * Returns whether a window between two moments may be used.
     *
     * @param fromNanos the earlier moment, by {@link System#nanoTime()}
     * @param toNanos the later moment
     * @return whether no more than {@link #MOST} was stolen
     */
    public boolean clean(long fromNanos, long toNanos) {
        return stolenShare(fromNanos, toNanos) <= MOST;
    }

    @Override
    public void close() {
        sampler.close();
    }

    private static String read() {
        try {
            return new String(Files.readAllBytes(STAT), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException("stolen CPU time can't be read from " + STAT, e);
        }
    }

    /** Ticks since the start of the machine. */
    record Times(double stolen, double all) {
        static Times parse(String stat) {
            String[] fields = stat.lines().findFirst().orElse("").strip().split("\\s+", -1);
            if (fields.length <= FIELDS || !fields[0].equals("cpu")) {
                throw new IllegalStateException(STAT + " doesn't tell stolen time");
            }
            double sum = 0;
            for (int i = 1; i <= FIELDS; i++) {
                sum += Double.parseDouble(fields[i]);
            }
            return new Times(Double.parseDouble(fields[FIELDS]), sum);
        }
    }
}
