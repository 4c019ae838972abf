package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;
import java.nio.file.Path;
import java.util.Locale;

/** The two forms of a plan file, told by the file's extension. */
public enum PlanFormat {
    /** {@code .yaml} or {@code .yml}. */
    YAML,
    /** {@code .json}. */
    JSON;

    /**
     * Tells the form of a file.
     *
     * @param file its path
     * @return the form
     * @throws ConfigurationException if the extension is another
     */
    public static PlanFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YAML;
        }
        if (name.endsWith(".json")) {
            return JSON;
        }
        throw new ConfigurationException(
                file + ": a plan's file name ends in .yaml, .yml or .json, which tells its form; rename the file");
    }
}
