package dev.llmbench.cli;

/** How a result is printed. */
enum OutputFormat {
    TABLE,
    JSON,
    CSV,
    MARKDOWN,
    TIMELINE_CSV
}
