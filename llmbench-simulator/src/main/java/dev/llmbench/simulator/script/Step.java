package dev.llmbench.simulator.script;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;

/**
 * One step of an answer.
 *
 * <p>Steps move a cursor along the time since the request was completely received. Bytes are due at the cursor, so a late
 * event does not delay those after it: there is no drift.
 */
public sealed interface Step {
    /**
     * Moves the cursor on.
     *
     * @param duration how far, not negative
     */
    record Delay(Duration duration) implements Step {
        /** Refuses a negative duration. */
        public Delay {
            Checks.notNegative(duration, "duration of a delay");
        }
    }

    /**
     * Moves the cursor to an offset, or leaves it when it is already past that.
     *
     * @param offset since the request was received, not negative
     */
    record At(Duration offset) implements Step {
        /** Refuses a negative offset. */
        public At {
            Checks.notNegative(offset, "offset of a step");
        }
    }

    /**
     * Sends {@code data: …} and a blank line; data of several lines becomes several {@code data:} lines.
     *
     * @param data what follows {@code data: }
     * @param kind what the event carries, for its stamp
     * @param tokens how many output tokens it carries, for its stamp
     */
    record Event(String data, EventKind kind, int tokens) implements Step {
        /** Refuses a negative count. */
        public Event {
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(kind, "kind");
            if (tokens < 0) {
                throw new IllegalArgumentException("tokens of an event must not be negative, but was " + tokens);
            }
        }
    }

    /** Sends bytes verbatim. */
    @SuppressWarnings("ArrayRecordComponent") // copied in and out, compared by content
    record Raw(byte[] bytes, EventKind kind, int tokens) implements Step {
        /**
         * Copies the bytes.
         *
         * @param bytes what is sent, not empty
         * @param kind what they carry, for their stamp
         * @param tokens how many output tokens they carry, for their stamp
         */
        public Raw {
            if (bytes.length == 0) {
                throw new IllegalArgumentException("raw bytes of a step must not be empty");
            }
            if (tokens < 0) {
                throw new IllegalArgumentException("tokens of raw bytes must not be negative, but was " + tokens);
            }
            bytes = bytes.clone();
            Objects.requireNonNull(kind, "kind");
        }

        /**
         * Returns a copy of the bytes.
         *
         * @return what is sent
         */
        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Raw raw
                    && Arrays.equals(bytes, raw.bytes)
                    && kind == raw.kind
                    && tokens == raw.tokens;
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(bytes) + Objects.hash(kind, tokens);
        }

        @Override
        public String toString() {
            return "Raw[base64=" + Base64.getEncoder().encodeToString(bytes) + ", kind=" + kind + ", tokens=" + tokens
                    + "]";
        }
    }

    /** Puts the next bytes into the same write (and the same chunk) as those before. */
    record Join() implements Step {}

    /**
     * Cuts the next bytes in two writes (and two chunks); their stamp is that of the second.
     *
     * @param at how many bytes the first write has; at least 1, and when the bytes are not longer they are sent whole
     * @param pause between the two writes; it moves the cursor on
     */
    record Split(int at, Duration pause) implements Step {
        /** Refuses a cut before the first byte. */
        public Split {
            if (at < 1) {
                throw new IllegalArgumentException("at of a split must be at least 1, but was " + at);
            }
            Checks.notNegative(pause, "pause of a split");
        }
    }
}
