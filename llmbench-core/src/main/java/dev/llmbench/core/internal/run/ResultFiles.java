package dev.llmbench.core.internal.run;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.core.internal.file.RunFolder;
import dev.llmbench.core.internal.file.SavedRun;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves a run's folder as it shall be after the run. */
final class ResultFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ResultFiles.class);

    private ResultFiles() {}

    /** Saves a result where there is a folder; returns it, with the reason in it where that failed. */
    static BenchmarkResult saved(BenchmarkResult result, Optional<RunFolder> folder) {
        try {
            folder.ifPresent(made -> made.write(result));
            if (!SavedRun.resumable(result.run().ending())) {
                folder.ifPresent(ResultFiles::tidy);
            }
            return result;
        } catch (LlmBenchException e) {
            // The figures are worth more than their file: a full disk must not lose them.
            LOG.warn("the result could not be saved: {}", e.getMessage());
            Map<String, String> extra = new TreeMap<>(result.extra());
            extra.put("notSaved", String.valueOf(e.getMessage()));
            return new BenchmarkResult(
                    result.run(),
                    result.job(),
                    result.server(),
                    result.environment(),
                    result.sent(),
                    result.levels(),
                    result.best(),
                    extra);
        }
    }

    private static void tidy(RunFolder folder) {
        try {
            folder.tidy();
        } catch (IOException e) {
            LOG.warn("what only a resumption needs could not be taken away", e);
        }
    }
}
