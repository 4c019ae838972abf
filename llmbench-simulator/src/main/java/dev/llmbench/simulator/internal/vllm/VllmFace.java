package dev.llmbench.simulator.internal.vllm;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.modelled.Conversation;
import dev.llmbench.simulator.internal.modelled.Engine;
import dev.llmbench.simulator.internal.modelled.Face;
import dev.llmbench.simulator.internal.modelled.GeneratedText;
import dev.llmbench.simulator.internal.modelled.OpenAiAnswers;
import dev.llmbench.simulator.internal.modelled.Reply;
import dev.llmbench.simulator.internal.modelled.ServedModel;
import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.ChunkForm;
import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.Route;
import java.util.Optional;
import java.util.SplittableRandom;

/** Speaks like vLLM; usage tells cached tokens, as with {@code --enable-prompt-tokens-details}, where prefixes are cached. */
public final class VllmFace implements Face {
    private final ServedModel served;
    private final VllmControl control;
    private final SplittableRandom ids;

    /** Creates the face of a server. */
    public VllmFace(ServedModel served, Engine engine, SplittableRandom ids) {
        this.served = served;
        this.control = new VllmControl(served, engine);
        this.ids = ids;
    }

    @Override
    public boolean guards(String path) {
        return path.startsWith("/v1");
    }

    @Override
    public void answer(HttpAsk ask, Conversation conversation) {
        Optional<Route> route = Route.of(ask.path()).filter(text -> ask.path().startsWith("/v1/"));
        if (route.isPresent() && ask.method().equals("POST")) {
            generate(AskParser.parse(route.get(), ask.body()), conversation);
        } else {
            conversation.reply(control.reply(ask));
        }
    }

    private void generate(CompletionAsk ask, Conversation conversation) {
        control.checkModel(ask.model());
        GeneratedText text = GeneratedText.of(ask, served);
        String id = "%016x%016x".formatted(ids.nextLong(), ids.nextLong());
        var chunks = ChunkForm.of(ask.route(), id, System.currentTimeMillis() / 1000, served.name());
        OpenAiAnswers.answer(ask, text, new VllmForm(chunks), conversation, true, served.prefixes());
    }

    @Override
    public Reply refusal(HttpAsk ask, BadAskException bad) {
        return Reply.json(bad.status(), bad.body());
    }
}
