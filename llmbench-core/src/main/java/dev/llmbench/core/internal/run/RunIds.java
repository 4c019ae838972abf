package dev.llmbench.core.internal.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Optional;

/** Names of runs, and of the version that made them. */
final class RunIds {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private RunIds() {}

    /** A new id that sorts by time. */
    static String next(Instant startedAt) {
        byte[] random = new byte[5];
        RANDOM.nextBytes(random);
        return TIME.format(startedAt) + "-" + HexFormat.of().formatHex(random);
    }

    /** The version of this library. */
    static String version() {
        return Optional.ofNullable(RunIds.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
