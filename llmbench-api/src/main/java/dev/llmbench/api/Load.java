package dev.llmbench.api;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How requests are offered to the server: one or several levels, measured one after the other. */
public sealed interface Load {
    /**
     * Returns the levels in their order.
     *
     * @return at least one
     */
    List<? extends LoadLevel> levels();

    /**
     * Offers a fixed number of users in each level, each waiting for its answer before asking again.
     *
     * @param users the numbers of users, each once
     * @return a closed loop without think time
     */
    static ClosedLoop concurrency(int... users) {
        return new ClosedLoop(
                Arrays.stream(users)
                        .<LoadLevel.Closed>mapToObj(LoadLevel.Users::new)
                        .toList(),
                Duration.ZERO);
    }

    /**
     * Offers more than the server can do, to find its capacity: a closed loop of as many users as this machine can hold
     * open, at most {@value LoadLevel.Saturation#MOST}.
     *
     * @return a closed loop without think time
     */
    static ClosedLoop saturation() {
        return new ClosedLoop(List.of(new LoadLevel.Saturation(OptionalInt.empty())), Duration.ZERO);
    }

    /**
     * Offers requests at given mean rates, with Poisson arrivals and without a cap.
     *
     * @param requestsPerSecond the rates, each once
     * @return an open loop
     */
    static OpenLoop rate(double... requestsPerSecond) {
        return new OpenLoop(Arrays.stream(requestsPerSecond)
                .mapToObj(rate -> new LoadLevel.Rate(rate, Arrival.POISSON, OptionalInt.empty()))
                .toList());
    }

    /**
     * Users who wait for their answer.
     *
     * @param levels the levels in their order, each once
     * @param thinkTime pause of a user between an answer and the next question, not negative
     */
    record ClosedLoop(List<LoadLevel.Closed> levels, Duration thinkTime) implements Load {
        /** Copies the levels and refuses none, or one twice. */
        public ClosedLoop {
            levels = checked(levels);
            Times.notNegative("thinkTime", thinkTime);
        }

        /**
         * Returns this load followed by the levels of another, such as {@code saturation().then(concurrency(1, 2, 3))}.
         *
         * @param more what comes next
         * @return a new load with the think time of this one
         */
        public ClosedLoop then(ClosedLoop more) {
            return new ClosedLoop(
                    Stream.concat(levels.stream(), more.levels.stream()).toList(), thinkTime);
        }

        /**
         * Returns this load with at most so many users where it saturates the server.
         *
         * @param most the largest number of users of a saturation
         * @return a new load
         */
        public ClosedLoop maxUsers(int most) {
            return new ClosedLoop(
                    levels.stream()
                            .map(level -> level instanceof LoadLevel.Saturation
                                    ? new LoadLevel.Saturation(OptionalInt.of(most))
                                    : level)
                            .toList(),
                    thinkTime);
        }

        /**
         * Returns this load with a pause after each answer.
         *
         * @param pause the pause
         * @return a new load
         */
        public ClosedLoop thinkTime(Duration pause) {
            return new ClosedLoop(levels, pause);
        }
    }

    /**
     * Requests on a schedule.
     *
     * @param levels the levels in their order, each once
     */
    record OpenLoop(List<LoadLevel.Rate> levels) implements Load {
        /** Copies the levels and refuses none, or one twice. */
        public OpenLoop {
            levels = checked(levels);
        }

        /**
         * Returns this load with another spread of arrivals.
         *
         * @param arrival how starts are spread
         * @return a new load
         */
        public OpenLoop arrival(Arrival arrival) {
            return new OpenLoop(levels.stream()
                    .map(level -> new LoadLevel.Rate(level.requestsPerSecond(), arrival, level.cap()))
                    .toList());
        }

        /**
         * Returns this load with a cap on the requests under way.
         *
         * @param cap the largest number of requests under way
         * @return a new load
         */
        public OpenLoop maxInFlight(int cap) {
            return new OpenLoop(levels.stream()
                    .map(level -> new LoadLevel.Rate(level.requestsPerSecond(), level.arrival(), OptionalInt.of(cap)))
                    .toList());
        }
    }

    private static <L extends LoadLevel> List<L> checked(List<L> levels) {
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a load needs at least one level");
        }
        if (new HashSet<>(levels).size() < levels.size()) {
            throw new IllegalArgumentException("a load names a level twice: "
                    + levels.stream().map(LoadLevel::label).collect(Collectors.joining(", ")));
        }
        return List.copyOf(levels);
    }
}
