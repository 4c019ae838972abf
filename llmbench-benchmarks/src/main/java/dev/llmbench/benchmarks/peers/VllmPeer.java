package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Path;

/** {@code vllm bench serve}. */
final class VllmPeer implements Peer {
    private static final String RESULT = "result.json";

    @Override
    public String name() {
        return "vllm";
    }

    @Override
    public String title() {
        return "vllm bench serve";
    }

    @Override
    public Language language() {
        return Language.PYTHON;
    }

    @Override
    public Definition definition() {
        return new Definition(PerToken.AFTER_FIRST, Between.EACH, End.LAST_TOKEN, Quantile.LINEAR);
    }

    @Override
    public String settings() {
        return "one process, no progress bar";
    }

    @Override
    public String strength() {
        return "comes with the engine, knows its LoRA, multi-modal and speculative options and many data sets; most published vLLM figures are its";
    }

    @Override
    public Installation installation(Path home) {
        return Installation.ofPython(home, name(), "vllm");
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        return Launch.of(
                work.program(name(), "vllm"),
                "bench",
                "serve",
                "--backend=openai-chat",
                "--endpoint=/v1/chat/completions",
                "--base-url=" + work.url(),
                "--model=" + Work.MODEL,
                "--tokenizer=" + work.tokenizerFolder(),
                "--dataset-name=random",
                "--random-input-len=" + Shape.INPUT_TOKENS,
                "--random-output-len=" + shape.outputTokens(),
                "--num-prompts=" + shape.requests(),
                "--max-concurrency=" + shape.streams(),
                "--ignore-eos",
                "--temperature=0",
                "--percentile-metrics=ttft,tpot,itl,e2el",
                "--metric-percentiles=50,95,99",
                "--disable-tqdm",
                "--save-result",
                "--result-dir=.",
                "--result-filename=" + RESULT);
    }

    @Override
    public Figures report(Work work) throws IOException {
        return ServingResult.read(Json.read(work.folder().resolve(RESULT)), "e2el");
    }
}
