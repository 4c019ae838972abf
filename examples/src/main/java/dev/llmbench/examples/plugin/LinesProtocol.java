package dev.llmbench.examples.plugin;

import dev.llmbench.api.Prompt;
import dev.llmbench.api.spi.Ask;
import dev.llmbench.api.spi.ResponseDecoder;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A server of one's own that takes {@code N prompt} as plain text and answers with a token a line, then a line
 * {@code .} and the number of tokens of prompt and answer: {@code . 4 32}.
 */
final class LinesProtocol implements WireProtocol {
    @Override
    public String id() {
        return "lines";
    }

    @Override
    public WireRequest encode(Ask ask) {
        if (!(ask.prompt() instanceof Prompt.Text text)) {
            throw new IllegalArgumentException("the protocol 'lines' takes text prompts only");
        }
        String body = ask.outputTokens() + " " + text.text();
        return new WireRequest(
                "/generate", Map.of("Content-Type", "text/plain"), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ResponseDecoder decoder() {
        return new LinesDecoder();
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, false, List.of());
    }
}
