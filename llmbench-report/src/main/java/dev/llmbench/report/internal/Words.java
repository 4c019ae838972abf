package dev.llmbench.report.internal;

import dev.llmbench.api.Ending;
import dev.llmbench.api.FailureKind;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.Verdict;

/** The closed sets of the result in words. */
final class Words {
    private Words() {}

    static String ending(Ending ending) {
        return switch (ending) {
            case COMPLETED -> "completed";
            case CANCELLED -> "cancelled";
            case STOPPED_BY_ERRORS -> "stopped by errors";
            case SAFETY_LIMIT -> "safety limit";
            case BROKEN -> "broken";
        };
    }

    static String failure(FailureKind kind) {
        return switch (kind) {
            case CONNECT -> "could not connect";
            case TLS -> "TLS handshake failed";
            case TIMEOUT_CONNECT -> "timed out connecting";
            case TIMEOUT_FIRST_TOKEN -> "timed out waiting for the first token";
            case TIMEOUT_STALL -> "timed out between two tokens";
            case TIMEOUT_TOTAL -> "timed out before the end of the answer";
            case HTTP_STATUS -> "refused with an HTTP status";
            case RATE_LIMITED -> "rate limited (429)";
            case SERVER_ERROR_IN_STREAM -> "reported an error inside the answer";
            case PROTOCOL -> "could not be understood";
            case DISCONNECTED -> "disconnected before the end";
            case EMPTY -> "ended without a token";
            case REFUSED_BY_CLIENT -> "found no free port or descriptor on this machine";
        };
    }

    /** What somebody can do who wants the check to pass. */
    static String remedy(ValidityCheck check) {
        return switch (check) {
            case EVENT_LOOP_LAG -> "give the load generator more free processors, or less load from this machine";
            case OWN_DELAY ->
                "tokens waited in this machine before they were read: give the load generator more free processors, or"
                        + " less load from this machine";
            case LATE_SENDS ->
                "requests left later than planned: lower the rate, or give the load generator more processors";
            case OWN_CPU -> "the load generator itself was busy: use a larger machine, or one that does nothing else";
            case PAUSES -> "give the JVM more memory, or a collector with short pauses such as ZGC";
            case STOLEN_CPU -> "other work took the processors: measure on a machine or container of its own";
            case PROMPT_LENGTH ->
                "use a route that takes token ids, or state the prompt length as the server counts it";
            case OUTPUT_LENGTH ->
                "answers ended early or late: let the engine force the length, or ask for a length the model keeps to";
            case RECONNECTED ->
                "the server closes connections that it promised to keep: raise its keep-alive time, look for a proxy"
                        + " between, or open one for each request (--no-keep-alive)";
            case WARM_UP_BOUND -> "not every user finished a request before the window: lengthen the warm-up";
            case THROUGHPUT_SLOPE -> "the server was not steady: lengthen warm-up and window, and look for throttling";
            case ESTIMATED_TOKENS -> "the server did not report token counts: switch usage reporting on";
            case DETAIL_DROPPED -> "the figures are complete, the request files are not: write to a faster disk";
            case EVENTS_PER_READ ->
                "gaps between tokens are coarser than the server's: measure from nearer, or with a less busy client";
            case CLOCK_JUMP -> "the machine slept or its clock was set: measure again";
            case ABOVE_ROOFLINE ->
                "faster than the hardware can be: check the stated hardware, the model and any cache";
            case PREFIX_CACHE_HITS ->
                "answers came from a cache: use unique prompts, another seed, or restart the server";
        };
    }

    static Tone tone(Verdict verdict) {
        return switch (verdict) {
            case VALID -> Tone.GOOD;
            case SUSPECT -> Tone.DOUBTFUL;
            case INVALID -> Tone.BAD;
        };
    }

    /** The load as the first column of a table names it. */
    static String load(LoadLevel load) {
        return load.label().replaceFirst("[ ,].*", "");
    }

    /** A percentile with its unit, for sentences. */
    static String quantile(Quantile quantile) {
        if (quantile.unbounded()) {
            return Figures.INFINITE;
        }
        return quantile.value()
                .map(time -> (quantile.atLeast() ? "≥" : "") + Figures.duration(time))
                .orElse(Figures.MISSING);
    }

    static String plural(long count, String one, String many) {
        return Figures.count(count) + " " + (count == 1 ? one : many);
    }
}
