package dev.llmbench.simulator.internal.modelled;

import java.util.Optional;

/** The simulator's own version, which its faces tell as the engine's. */
public final class Version {
    /** Such as {@code 0.1.0}. */
    public static final String TEXT = Optional.ofNullable(
                    Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    private Version() {}
}
