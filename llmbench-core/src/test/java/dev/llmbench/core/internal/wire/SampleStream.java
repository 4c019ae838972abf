package dev.llmbench.core.internal.wire;

import dev.llmbench.api.spi.ResponseDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A stream as an engine sends it, with the calls it should be decoded to.
 *
 * @param name the file's name below {@code /wire/streams}
 * @param decoder makes the decoder of its protocol
 * @param text the stream
 * @param expected one line for each event
 */
record SampleStream(String name, Supplier<ResponseDecoder> decoder, String text, List<String> expected) {
    private static final List<String> SGLANG = List.of(
            "sglang-generate",
            "sglang-generate-incremental",
            "sglang-generate-alike",
            "sglang-generate-cut-character",
            "sglang-generate-stop-word",
            "sglang-generate-abort",
            "sglang-generate-no-counts",
            "sglang-generate-no-counts-shrinking");
    private static final List<String> OLLAMA =
            List.of("ollama-generate", "ollama-native-chat", "ollama-error-inside", "ollama-broken");
    private static final List<String> OPENAI = List.of(
            "vllm-completions",
            "vllm-chat",
            "vllm-chat-continuous-usage",
            "vllm-completions-token-ids",
            "vllm-error-inside",
            "sglang-completions",
            "sglang-chat-reasoning",
            "sglang-abort",
            "ollama-chat",
            "ollama-completions-zero-usage",
            "ollama-chat-without-an-end",
            "llamacpp-chat",
            "llamacpp-timings",
            "llamacpp-timings-without-usage",
            "llamacpp-completions-usage-beside-text",
            "tgi-chat",
            "tgi-completions",
            "tgi-error-inside",
            "trtllm-chat",
            "tool-calls",
            "many-scripts");

    /** Event streams. */
    static Stream<SampleStream> all() {
        return Stream.concat(
                OPENAI.stream().map(name -> sample(name, ".sse", Decoders.openAi())),
                SGLANG.stream().map(name -> sample(name, ".sse", Decoders.sglang())));
    }

    /** Documents of a line each. */
    static Stream<SampleStream> ofLines() {
        return OLLAMA.stream().map(name -> sample(name, ".ndjson", Decoders.ollama()));
    }

    private static SampleStream sample(String name, String extension, Supplier<ResponseDecoder> decoder) {
        return new SampleStream(
                name,
                decoder,
                read(name + extension),
                read(name + ".expected").lines().toList());
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    SampleStream as(String variant, UnaryOperator<String> change) {
        return new SampleStream(name + ", " + variant, decoder, change.apply(text), expected);
    }

    @Override
    public String toString() {
        return name;
    }

    private static String read(String file) {
        try (InputStream in = SampleStream.class.getResourceAsStream("/wire/streams/" + file)) {
            if (in == null) {
                throw new IllegalStateException("no resource /wire/streams/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
