package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.StreamForm;

/** Answers the OpenAI routes in the form of an engine. */
public final class OpenAiAnswers {
    private static final String EVENT_STREAM = "text/event-stream; charset=utf-8";

    private OpenAiAnswers() {}

    /**
     * Answers a request.
     *
     * @param headFirst whether a stream's head goes out before the first token is there
     * @param tellsCached whether usage tells how much of the prompt was cached
     */
    public static void answer(
            CompletionAsk ask,
            GeneratedText text,
            StreamForm form,
            Conversation conversation,
            boolean headFirst,
            boolean tellsCached) {
        if (!ask.stream()) {
            conversation.generate(new WholeGeneration(text, conversation, generation -> {
                var cached = StreamedGeneration.cached(generation, tellsCached);
                String usage = form.usage(text.promptTokens(), text.outputTokens(), cached);
                return Reply.json(200, form.whole(text.whole(), text.finishReason(), usage));
            }));
            return;
        }
        if (headFirst) {
            conversation.openStream(EVENT_STREAM);
        } else {
            conversation.openStreamLater(EVENT_STREAM);
        }
        conversation.generate(new StreamedGeneration(text, conversation, ask, form, tellsCached));
    }
}
