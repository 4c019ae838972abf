package dev.llmbench.benchmarks.startup;

import java.util.List;
import java.util.Map;

/**
 * A way to start a process.
 *
 * @param name for the table
 * @param java which JVM, for the table
 * @param asks whether it is a client, whose command ends with the server's URL and what comes {@code behind} it; else it
 *     ends by itself
 * @param command program and arguments
 * @param behind arguments behind the URL
 * @param environment variables besides those of this process
 */
record Start(
        String name,
        String java,
        boolean asks,
        List<String> command,
        List<String> behind,
        Map<String, String> environment) {}
