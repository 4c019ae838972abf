package dev.llmbench.cli;

import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is asked. */
final class WorkloadOptions {
    @Option(
            names = "--input-tokens",
            paramLabel = "N",
            split = ",",
            description =
                    "Length of synthetic prompts in tokens, 128 or a range 20-50 (default: 1000; in a race 20-50). Of"
                            + " several, 128,1024, each is measured at each length of answers.")
    private List<TokenRange> inputTokens = new ArrayList<>();

    @Option(
            names = "--output-tokens",
            paramLabel = "N",
            split = ",",
            description =
                    "Length of answers in tokens, 128 or a range 20-50 (default: 1000; in a race 2048; with --prompts"
                            + " 256); several as for --input-tokens.")
    private List<TokenRange> outputTokens = new ArrayList<>();

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
        if (!inputTokens.isEmpty() || sharedPrefix) {
            throw new UsageException((sharedPrefix ? "--shared-prefix" : "--input-tokens")
                    + " belongs to synthetic prompts; prompts of a file have their own length");
        }
        if (outputTokens.size() > 1) {
            throw new UsageException(
                    "--output-tokens: prompts of a file have one length of answers, not " + outputTokens.size());
        }
        Workload.PromptFile file = UsageException.naming("--prompts", () -> Workload.prompts(path));
        return new Workload.PromptFile(
                file.path(),
                file.format(),
                outputTokens.isEmpty() ? file.outputTokens() : outputTokens.get(0),
                file.seed(),
                file.shuffled());
    }

    private Workload synthetic(TokenRange usualInput, TokenRange usualOutput) {
        Workload.Synthetic defaults = Workload.synthetic();
        List<TokenRange> inputs = inputTokens.isEmpty() ? List.of(usualInput) : inputTokens;
        List<TokenRange> outputs = outputTokens.isEmpty() ? List.of(usualOutput) : outputTokens;
        Workload.Synthetic first = new Workload.Synthetic(
                inputs.get(0),
                outputs.get(0),
                defaults.seed(),
                defaults.inputLength(),
                sharedPrefix ? Workload.Prefix.SHARED : defaults.prefix(),
                List.of());
        if (inputs.size() == 1 && outputs.size() == 1) {
            return first;
        }
        List<Shape> grid = inputs.stream()
                .flatMap(input -> outputs.stream().map(output -> new Shape(input, output)))
                .toList();
        return UsageException.naming("--input-tokens and --output-tokens", () -> first.shapes(grid));
    }
}
