package dev.llmbench.api;

import java.util.Locale;

/** How the starts of an open loop are spread in time. */
public enum Arrival {
    /** Evenly. */
    CONSTANT,
    /** As independent users come: gaps are exponentially distributed. */
    POISSON;

    /**
     * Returns the name in lower case.
     *
     * @return such as {@code poisson}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
