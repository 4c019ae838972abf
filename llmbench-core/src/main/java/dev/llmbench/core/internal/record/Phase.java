package dev.llmbench.core.internal.record;

/** The part of a level in which a request was scheduled. */
public enum Phase {
    WARM_UP,
    MEASURED,
    HELD
}
