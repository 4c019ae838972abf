package dev.llmbench.cli;

import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is asked. */
final class WorkloadOptions {
    @Option(
            names = "--input-tokens",
            paramLabel = "N",
            description =
                    "Length of synthetic prompts in tokens, 128 or a range 20-50 (default: 1000; in a race 20-50).")
    private Optional<TokenRange> inputTokens = Optional.empty();

    @Option(
            names = "--output-tokens",
            paramLabel = "N",
            description =
                    "Length of answers in tokens, 128 or a range 20-50 (default: 1000; in a race 2048; with --prompts 256).")
    private Optional<TokenRange> outputTokens = Optional.empty();

    @Option(
            names = "--shared-prefix",
            description = "Synthetic prompts begin alike, to exercise a prefix cache (default: no two do).")
    private boolean sharedPrefix;

    @Option(
            names = "--prompts",
            paramLabel = "FILE",
            description = "Own prompts instead: text (one a line), JSONL or ShareGPT.")
    private Optional<String> prompts = Optional.empty();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of prompts, lengths and arrivals (default: another in every run).")
    private Optional<Long> seed = Optional.empty();

    Workload workload() {
        Workload.Synthetic usual = Workload.synthetic();
        return workload(usual.inputTokens(), usual.outputTokens());
    }

    /** The workload of the options, with the lengths of synthetic prompts and answers where none are given. */
    Workload workload(TokenRange usualInput, TokenRange usualOutput) {
        Workload workload = prompts.isPresent() ? promptFile(prompts.get()) : synthetic(usualInput, usualOutput);
        return seed.isPresent() ? workload.seed(seed.get()) : workload;
    }

    private Workload promptFile(String path) {
        if (inputTokens.isPresent() || sharedPrefix) {
            throw new UsageException((sharedPrefix ? "--shared-prefix" : "--input-tokens")
                    + " belongs to synthetic prompts; prompts of a file have their own length");
        }
        Workload.PromptFile file = UsageException.naming("--prompts", () -> Workload.prompts(path));
        return new Workload.PromptFile(
                file.path(), file.format(), outputTokens.orElse(file.outputTokens()), file.seed(), file.shuffled());
    }

    private Workload synthetic(TokenRange usualInput, TokenRange usualOutput) {
        Workload.Synthetic defaults = Workload.synthetic();
        return new Workload.Synthetic(
                inputTokens.orElse(usualInput),
                outputTokens.orElse(usualOutput),
                defaults.seed(),
                defaults.inputLength(),
                sharedPrefix ? Workload.Prefix.SHARED : defaults.prefix());
    }
}
