package dev.llmbench.core.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A stream as an engine sends it, with the calls it should be decoded to.
 *
 * @param name the file's name below {@code /wire/streams}
 * @param text the stream
 * @param expected one line for each event
 */
record SampleStream(String name, String text, List<String> expected) {
    private static final List<String> NAMES = List.of(
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
            "llamacpp-completions-usage-beside-text",
            "tgi-chat",
            "tgi-completions",
            "tgi-error-inside",
            "trtllm-chat",
            "tool-calls",
            "many-scripts");

    static Stream<SampleStream> all() {
        return NAMES.stream()
                .map(name -> new SampleStream(
                        name,
                        read(name + ".sse"),
                        read(name + ".expected").lines().toList()));
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    SampleStream as(String variant, UnaryOperator<String> change) {
        return new SampleStream(name + ", " + variant, change.apply(text), expected);
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
