package dev.llmbench.api;

/** How a run or a level ended. */
public enum Ending {
    /** As planned. */
    COMPLETED,
    /** The user or an interrupt ended it; figures cover what was measured until then. */
    CANCELLED,
    /** A stop rule for too many failures ended it. */
    STOPPED_BY_ERRORS,
    /** The safety limit ended it. */
    SAFETY_LIMIT,
    /** Something went wrong inside llmbench; the reason stands in the result. */
    BROKEN
}
