package dev.llmbench.simulator.internal.vllm;

import dev.llmbench.simulator.internal.openai.ChunkForm;
import dev.llmbench.simulator.internal.openai.Route;
import dev.llmbench.simulator.internal.openai.StreamForm;
import dev.llmbench.simulator.internal.openai.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** An answer as vLLM writes it: the finish reason comes with the last token. */
record VllmForm(ChunkForm chunks) implements StreamForm {
    @Override
    public Optional<String> role() {
        return chunks.route() == Route.CHAT ? Optional.of(chunks.role()) : Optional.empty();
    }

    @Override
    public String beforeText(boolean first) {
        return chunks.beforeText();
    }

    @Override
    public String afterText() {
        return chunks.afterText();
    }

    @Override
    public List<String> ending(String text, boolean first, String finishReason) {
        return List.of(chunks.beforeText() + text + chunks.afterLastText(finishReason));
    }

    @Override
    public String noChoices() {
        return chunks.noChoices();
    }

    @Override
    public String absentUsage(boolean asked) {
        return "";
    }

    @Override
    public String usageUntilTotal(int promptTokens) {
        return Usage.untilTotal(promptTokens);
    }

    @Override
    public String usageEnd(OptionalInt cachedTokens) {
        return Usage.end(cachedTokens);
    }

    @Override
    public String whole(String text, String finishReason, String usage) {
        return chunks.whole(text, finishReason, usage);
    }
}
