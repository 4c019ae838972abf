package dev.llmbench.api;

import java.util.OptionalInt;

/** One strength of load, kept for the length of a level. */
public sealed interface LoadLevel {
    /**
     * Returns the level in a few words, such as {@code 64 users} or {@code 4 requests/s poisson}.
     *
     * @return the words
     */
    String label();

    /**
     * Returns the largest number of requests that may be under way at once.
     *
     * @return the number of users, or the cap of an open loop, or empty where nothing bounds it
     */
    OptionalInt maxInFlight();

    /** Closed loop: every user waits for its answer before asking again. */
    sealed interface Closed extends LoadLevel {}

    /**
     * Closed loop with so many users that the server always has more to do than it can: what it delivers then is its
     * capacity. Their number is the smallest of the cap, of what this machine can hold open, and of {@value #MOST}.
     *
     * @param cap the largest number of users, at least 1
     */
    record Saturation(OptionalInt cap) implements Closed {
        /** More users than this don't make a server work harder. */
        public static final int MOST = 512;

        /** Checks the cap. */
        public Saturation {
            if (cap.isPresent() && cap.getAsInt() < 1) {
                throw new IllegalArgumentException(
                        "the cap of a saturation must be at least 1, but was " + cap.getAsInt());
            }
        }

        @Override
        public String label() {
            return cap.isPresent() ? "saturation, at most " + cap.getAsInt() + " users" : "saturation";
        }

        @Override
        public OptionalInt maxInFlight() {
            return OptionalInt.of(Math.min(MOST, cap.orElse(MOST)));
        }
    }

    /**
     * Closed loop: each of so many users waits for its answer before asking again.
     *
     * @param concurrency the number of users, 1 to {@value #LIMIT}
     */
    record Users(int concurrency) implements Closed {
        /** More users than this need several machines. */
        public static final int LIMIT = 65_536;

        /** Checks the number. */
        public Users {
            if (concurrency < 1 || concurrency > LIMIT) {
                throw new IllegalArgumentException("concurrency must be between 1 and " + LIMIT + ", but was "
                        + concurrency + (concurrency > LIMIT ? "; one machine can't hold more connections" : ""));
            }
        }

        @Override
        public String label() {
            return concurrency + (concurrency == 1 ? " user" : " users");
        }

        @Override
        public OptionalInt maxInFlight() {
            return OptionalInt.of(concurrency);
        }
    }

    /**
     * Open loop: requests start on a schedule, whether or not earlier ones have finished.
     *
     * @param requestsPerSecond the mean rate, positive and at most {@value #LIMIT}
     * @param arrival how starts are spread
     * @param cap the largest number of requests under way; what the cap stops is counted as dropped
     */
    record Rate(double requestsPerSecond, Arrival arrival, OptionalInt cap) implements LoadLevel {
        /** The highest rate that can be asked for. */
        public static final double LIMIT = 100_000;

        /** Checks rate and cap. */
        public Rate {
            if (!(requestsPerSecond > 0) || requestsPerSecond > LIMIT) { // !(x > 0) rejects NaN too
                throw new IllegalArgumentException("requestsPerSecond must be positive and at most " + (long) LIMIT
                        + ", but was " + requestsPerSecond);
            }
            if (cap.isPresent() && cap.getAsInt() < 1) {
                throw new IllegalArgumentException("maxInFlight must be at least 1, but was " + cap.getAsInt());
            }
        }

        @Override
        public String label() {
            String rate = requestsPerSecond == Math.rint(requestsPerSecond)
                    ? Long.toString((long) requestsPerSecond)
                    : Double.toString(requestsPerSecond);
            return rate + " requests/s " + arrival.label();
        }

        @Override
        public OptionalInt maxInFlight() {
            return cap;
        }
    }
}
