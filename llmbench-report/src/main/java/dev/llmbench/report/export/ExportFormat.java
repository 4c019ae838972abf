package dev.llmbench.report.export;

import java.util.Locale;

/** Whose files an export writes; {@code docs/export.md} tells fields and definitions. */
public enum ExportFormat {
    /** sariekr/gpu_conc: a JSON file a concurrency, and a summary. */
    GPU_CONC(true),
    /** gsampaio-rh/llm-locust: a CSV of requests, the input of its dashboard. */
    LLM_LOCUST(true),
    /** itziklerner-pag/runara-amd-mi300x: a report in Markdown, and its JSON of version 2. */
    RUNARA(true),
    /** firstbatchxyz/inference-arena (Dria): rows of figures by GuideLLM's definitions, as JSON and CSV. */
    DRIA(true),
    /** acaracappa/cloud-gpu-shopper: a folder a level with requests, metadata and result. */
    GPU_SHOPPER(true),
    /** vLLM's own load tool: the JSON of {@code vllm bench serve --save-result}, a file a level. */
    VLLM_BENCH(true),
    /** The windows second by second, as CSV. */
    TIMELINE(false),
    /** The best level as a YAML file to keep. */
    OPTIMAL_CONFIG(false);

    private final boolean needsJournal;

    ExportFormat(boolean needsJournal) {
        this.needsJournal = needsJournal;
    }

    /**
     * Returns the name of the format.
     *
     * @return such as {@code gpu-conc}
     */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns whether the format's definitions need single requests, which only a run's journal has.
     *
     * @return true where the result alone is not enough
     */
    public boolean needsJournal() {
        return needsJournal;
    }
}
