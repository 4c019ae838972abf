package dev.llmbench.core;

import dev.llmbench.api.Band;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.file.BandTable;
import dev.llmbench.core.internal.file.TextFiles;
import java.nio.file.Path;
import java.util.List;

/**
 * Expected figures to hold a result against: those that come with llmbench, and those in files of one's own.
 *
 * <pre>{@code
 * BandComparison comparison = LlmBench.compare(result, Bands.named("000"));
 * }</pre>
 */
public final class Bands {
    private static final int LARGEST = 1 << 20;

    private Bands() {}

    /**
     * Returns the names of the bands that come with llmbench.
     *
     * @return such as {@code 000}
     */
    public static List<String> names() {
        return BandTable.names();
    }

    /**
     * Returns a band that comes with llmbench.
     *
     * @param name one of {@link #names()}
     * @return the band
     * @throws ConfigurationException if there is none; the message lists what there is
     */
    public static Band named(String name) {
        return BandTable.builtIn(name)
                .orElseThrow(() -> new ConfigurationException("there is no band '" + name + "'; there are "
                        + String.join(", ", names()) + ", or give a CSV file"));
    }

    /**
     * Reads a band from a CSV file, whose form {@code docs/compare.md} describes.
     *
     * @param file the file
     * @return the band
     * @throws ConfigurationException if it can't be read or is something else; the message names the line
     */
    public static Band read(Path file) {
        return BandTable.parse(file.toString(), TextFiles.read(file, "band", LARGEST));
    }
}
