package dev.llmbench.report.export;

/**
 * One file of an export.
 *
 * @param path relative, with {@code /} between folders
 * @param text its content
 */
public record ExportedFile(String path, String text) {}
