package dev.llmbench.core;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.internal.file.ResultCodec;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.TextFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Results in files: versioned JSON that every later version reads. The form is described in {@code docs/files.md} and by
 * the JSON Schema {@code dev/llmbench/core/result.schema.json} in this library's jar.
 *
 * <pre>{@code
 * BenchmarkResult before = Results.read(Path.of("results/llama-8b-20260131-120000"));
 * }</pre>
 *
 * <p>Times are decimal seconds, exact to the nanosecond. Secrets appear as references only.
 */
public final class Results {
    private static final int LARGEST = 1 << 28;

    private Results() {}

    /**
     * Reads a result.
     *
     * @param fileOrFolder the file, or a run's folder, which holds it as {@code result.json}
     * @return the result
     * @throws ConfigurationException if there is none, or one of a newer form
     */
    public static BenchmarkResult read(Path fileOrFolder) {
        Path file = fileIn(fileOrFolder);
        return ResultCodec.read(file.toString(), TextFiles.read(file, "result", LARGEST));
    }

    /**
     * Writes a result; reading it gives an equal one. A reader never sees half of it.
     *
     * @param result the result
     * @param fileOrFolder the file, replaced where it exists, or an existing folder, in which it is {@code result.json}
     * @throws ConfigurationException if it can't be written
     */
    public static void write(BenchmarkResult result, Path fileOrFolder) {
        TextFiles.replace(fileIn(fileOrFolder), toJson(result).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Returns a result as JSON.
     *
     * @param result the result
     * @return the text of its file
     */
    public static String toJson(BenchmarkResult result) {
        return ResultCodec.write(result);
    }

    private static Path fileIn(Path fileOrFolder) {
        return Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(RunFolder.RESULT) : fileOrFolder;
    }
}
