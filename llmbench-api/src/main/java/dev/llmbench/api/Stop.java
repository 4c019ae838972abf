package dev.llmbench.api;

import java.time.Duration;

/** What ends the measured window of a level; the first to fire wins and is named in the result. */
public sealed interface Stop {
    /**
     * Ends the window after a time.
     *
     * @param duration the length of the window
     * @return the rule
     */
    static Elapsed elapsed(Duration duration) {
        return new Elapsed(duration);
    }

    /**
     * Ends the window when so many requests that started in it have finished.
     *
     * @param count the number of requests
     * @return the rule
     */
    static Requests requests(long count) {
        return new Requests(count);
    }

    /**
     * Ends the window when every user of a closed loop has finished so many requests that started in it; a user who has
     * done so asks no more, so that the window holds a batch of exactly {@code users x count} requests.
     *
     * @param count the number of requests of each user
     * @return the rule
     */
    static RequestsPerUser requestsPerUser(int count) {
        return new RequestsPerUser(count);
    }

    /**
     * Ends the window when so many output tokens have arrived: a race, whose clock starts with the first user.
     *
     * @param count the number of output tokens
     * @return the rule
     */
    static OutputTokens outputTokens(long count) {
        return new OutputTokens(count);
    }

    /**
     * Ends the window when too many requests fail.
     *
     * @param limit the share of failed among finished requests, between 0 and 1
     * @return the rule, judged from 20 finished requests on
     */
    static ErrorRate errorRate(double limit) {
        return new ErrorRate(limit, 20);
    }

    /**
     * The window has lasted long enough.
     *
     * @param duration the length of the window, positive
     */
    record Elapsed(Duration duration) implements Stop {
        /** Refuses a length that is not positive. */
        public Elapsed {
            Times.positive("the measured window", duration);
        }
    }

    /**
     * Enough requests that started in the window have finished.
     *
     * @param count the number of requests, at least 1
     */
    record Requests(long count) implements Stop {
        /** Refuses less than one. */
        public Requests {
            if (count < 1) {
                throw new IllegalArgumentException("the number of requests must be at least 1, but was " + count);
            }
        }
    }

    /**
     * Every user has finished enough requests that started in the window. For a saturation the users are those that it
     * found. The load falls while the last users finish, unlike with {@link Requests}.
     *
     * @param count the number of requests of each user, 1 to {@value #LIMIT}
     */
    record RequestsPerUser(int count) implements Stop {
        /** The most that can be asked for. */
        public static final int LIMIT = 1_000_000;

        /** Checks the number. */
        public RequestsPerUser {
            if (count < 1 || count > LIMIT) {
                throw new IllegalArgumentException(
                        "the number of requests per user must be between 1 and " + LIMIT + ", but was " + count);
            }
        }
    }

    /**
     * Enough output tokens have arrived.
     *
     * @param count the number of output tokens, at least 1
     */
    record OutputTokens(long count) implements Stop {
        /** Refuses less than one. */
        public OutputTokens {
            if (count < 1) {
                throw new IllegalArgumentException("the number of output tokens must be at least 1, but was " + count);
            }
        }
    }

    /**
     * Too many requests that started in the window have failed.
     *
     * @param limit the share of failed among finished requests above which the level ends, between 0 and 1
     * @param minRequests how many must have finished before the rule is judged, at least 1
     */
    record ErrorRate(double limit, int minRequests) implements Stop {
        /** Checks limit and number. */
        public ErrorRate {
            if (!(limit >= 0 && limit < 1)) {
                throw new IllegalArgumentException("the error rate must be at least 0 and below 1, but was " + limit);
            }
            if (minRequests < 1) {
                throw new IllegalArgumentException("minRequests must be at least 1, but was " + minRequests);
            }
        }
    }
}
