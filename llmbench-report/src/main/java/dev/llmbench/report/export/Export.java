package dev.llmbench.report.export;

import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.RunJournal;
import java.util.Optional;

/**
 * A result as the files of another tool, with that tool's own definitions of its figures.
 *
 * <pre>{@code
 * Path folder = Path.of("results/llama-8b-20260131-120000");
 * Export.of(Results.read(folder))
 *         .journal(RunJournal.read(folder))
 *         .as(ExportFormat.GPU_CONC)
 *         .writeTo(Path.of("export"));
 * }</pre>
 *
 * <p>Every file says that llmbench made it, and whether the server was simulated. What can't be computed is null and
 * {@linkplain Exported#notes noted}; nothing is filled in. Immutable.
 */
public final class Export {
    private final BenchmarkResult result;
    private final Optional<RunJournal> journal;

    private Export(BenchmarkResult result, Optional<RunJournal> journal) {
        this.result = result;
        this.journal = journal;
    }

    /**
     * Begins an export.
     *
     * @param result the result
     * @return an export without single requests
     */
    public static Export of(BenchmarkResult result) {
        return new Export(result, Optional.empty());
    }

    /**
     * Returns this export with the requests of the run, which most formats need.
     *
     * @param requests the journal of the same run
     * @return a new export
     */
    public Export journal(RunJournal requests) {
        return new Export(result, Optional.of(requests));
    }

    /**
     * Returns whether a format reads a request, so that a long journal need not be kept whole
     * ({@link RunJournal#read(java.nio.file.Path, BenchmarkResult, java.util.function.Predicate)}).
     *
     * @param request a request
     * @return false for those that only held the load, and those that were never sent
     */
    public static boolean reads(JournaledRequest request) {
        return request.phase() != JournaledRequest.Phase.HELD && request.outcome() != JournaledRequest.Outcome.DROPPED;
    }

    /**
     * Makes the files.
     *
     * @param format whose files
     * @return the files with their notes
     * @throws ConfigurationException if the format needs what is not there
     */
    public Exported as(ExportFormat format) {
        if (result.levels().isEmpty()) {
            throw new ConfigurationException(
                    "nothing was measured in run " + result.run().id() + ", so there is nothing to export");
        }
        return switch (format) {
            case GPU_CONC -> GpuConc.of(source(format));
            case LLM_LOCUST -> LlmLocust.of(source(format));
            case RUNARA -> Runara.of(source(format));
            case DRIA -> Dria.of(source(format));
            case GPU_SHOPPER -> GpuShopper.of(source(format));
            case VLLM_BENCH -> VllmBench.of(source(format));
            case TIMELINE -> TimelineFile.of(result);
            case OPTIMAL_CONFIG -> OptimalConfig.of(result);
        };
    }

    private Source source(ExportFormat format) {
        return Source.of(
                result,
                journal.orElseThrow(() -> new ConfigurationException("the format " + format.id()
                        + " needs the requests of the run one by one, which its journal keeps (requests.jsonl and"
                        + " events.bin); name the run's own folder")));
    }
}
