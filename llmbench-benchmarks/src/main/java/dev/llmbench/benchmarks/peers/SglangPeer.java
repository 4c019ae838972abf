package dev.llmbench.benchmarks.peers;

import dev.llmbench.benchmarks.peers.Definition.Between;
import dev.llmbench.benchmarks.peers.Definition.End;
import dev.llmbench.benchmarks.peers.Definition.PerToken;
import dev.llmbench.benchmarks.peers.Definition.Quantile;
import dev.llmbench.benchmarks.peers.Work.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code sglang.bench_serving}, in Python or by the client in Rust that comes with it. */
final class SglangPeer implements Peer {
    private static final String TOOL = "sglang";
    private static final String RESULT = "result.jsonl";

    private final boolean rust;

    SglangPeer(boolean rust) {
        this.rust = rust;
    }

    @Override
    public String name() {
        return rust ? "sglang-rust" : TOOL;
    }

    @Override
    public String title() {
        return rust ? "sglang-bench (Rust client)" : "sglang.bench_serving";
    }

    @Override
    public Language language() {
        return rust ? Language.RUST : Language.PYTHON;
    }

    @Override
    public Definition definition() {
        return new Definition(PerToken.END_AFTER_FIRST, Between.EACH, End.STREAM, Quantile.LINEAR);
    }

    @Override
    public String settings() {
        return rust ? "one thread for each processor, no bar, texts not counted again" : "one process, no progress bar";
    }

    @Override
    public String strength() {
        return rust
                ? "the same figures for thousands of streams"
                : "knows SGLang's own route, speculative decoding and cache reports";
    }

    @Override
    public Installation installation(Path home) {
        return Installation.ofPython(home, TOOL, "sglang");
    }

    @Override
    public Launch launch(Work work) {
        Shape shape = work.shape();
        List<String> command = new ArrayList<>(List.of(work.program(TOOL, "python"), "-m"));
        if (rust) {
            command.addAll(List.of(
                    "sglang.benchmark.rust_client",
                    "--worker-threads=" + work.processors(),
                    "--tokenizer=" + work.tokenizerFolder(),
                    "--disable-retokenize"));
        } else {
            command.addAll(List.of("sglang.benchmark.serving", "--tokenizer=" + Work.TOKENIZER));
        }
        command.addAll(List.of(
                "--backend=sglang-oai-chat",
                "--base-url=" + work.url(),
                "--model=" + Work.MODEL,
                "--dataset-name=random-ids",
                "--random-input-len=" + Shape.INPUT_TOKENS,
                "--random-output-len=" + shape.outputTokens(),
                "--random-range-ratio=1",
                "--num-prompts=" + shape.requests(),
                "--max-concurrency=" + shape.streams(),
                "--disable-tqdm",
                "--output-file=" + RESULT));
        return new Launch(command, Map.of());
    }

    @Override
    public Figures report(Work work) throws IOException {
        return ServingResult.read(Json.readLastLine(work.folder().resolve(RESULT)), "e2e_latency");
    }
}
