package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConfigurationException;

/**
 * What a plan is read from.
 *
 * @param name the file's name for messages
 * @param lenient whether unknown keys are passed over, as in the plan inside a result of a newer version
 */
record PlanSource(String name, boolean lenient) {
    ConfigurationException problem(int line, String message) {
        return new ConfigurationException(name + (line > 0 ? ", line " + line : "") + ": " + message);
    }
}
