package dev.llmbench.benchmarks.startup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An installed JDK.
 *
 * @param folder the one above {@code bin}
 * @param version such as {@code 17.0.15}
 */
record JavaHome(Path folder, String version) {
    private static final String PREFIX = "JAVA_VERSION=";
    private static final int WITH_AOT_CACHE = 25;
    private static final int WITH_WARNINGS = 24;

    /**
     * Reads which one it is.
     *
     * @throws IllegalArgumentException if there is no JDK
     */
    static JavaHome of(Path folder) {
        Path release = folder.resolve("release");
        if (!Files.isExecutable(folder.resolve("bin/java")) || !Files.isReadable(release)) {
            throw new IllegalArgumentException("there is no JDK in " + folder);
        }
        try {
            return Files.readAllLines(release).stream()
                    .filter(line -> line.startsWith(PREFIX))
                    .map(line ->
                            new JavaHome(folder, line.substring(PREFIX.length()).replace("\"", "")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(release + " names no version"));
        } catch (IOException e) {
            throw new UncheckedIOException(release + " can't be read: " + e.getMessage(), e);
        }
    }

    String java() {
        return folder.resolve("bin/java").toString();
    }

    private int feature() {
        return Integer.parseInt(version.replaceFirst("\\D.*", ""));
    }

    /** What keeps newer JVMs from warning of Netty's native library. */
    List<String> flags() {
        return feature() < WITH_WARNINGS
                ? List.of()
                : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    /** Lets a run leave an archive of its classes behind. */
    String writingArchive(Path archive) {
        return (feature() < WITH_AOT_CACHE ? "-XX:ArchiveClassesAtExit=" : "-XX:AOTCacheOutput=") + archive;
    }

    /** Lets a run take its classes from an archive. */
    String readingArchive(Path archive) {
        return (feature() < WITH_AOT_CACHE ? "-XX:SharedArchiveFile=" : "-XX:AOTCache=") + archive;
    }
}
