package dev.llmbench.core.internal.time;

/** The clock of this machine. */
public final class SystemTicker implements Ticker {
    /** The only instance. */
    public static final SystemTicker INSTANCE = new SystemTicker();

    private SystemTicker() {}

    @Override
    public long nanos() {
        return System.nanoTime();
    }
}
