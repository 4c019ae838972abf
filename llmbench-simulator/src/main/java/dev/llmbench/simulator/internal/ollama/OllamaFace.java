package dev.llmbench.simulator.internal.ollama;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.modelled.Conversation;
import dev.llmbench.simulator.internal.modelled.Engine;
import dev.llmbench.simulator.internal.modelled.Face;
import dev.llmbench.simulator.internal.modelled.GeneratedText;
import dev.llmbench.simulator.internal.modelled.OpenAiAnswers;
import dev.llmbench.simulator.internal.modelled.PiecewiseGeneration;
import dev.llmbench.simulator.internal.modelled.Reply;
import dev.llmbench.simulator.internal.modelled.ServedModel;
import dev.llmbench.simulator.internal.modelled.WholeGeneration;
import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.AskedPrompt;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.CompletionAsk.Length;
import dev.llmbench.simulator.internal.openai.Json;
import dev.llmbench.simulator.internal.openai.Route;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/**
 * Speaks like Ollama: its own routes and the OpenAI ones. Every prompt goes through the template, the length of an answer can
 * be capped and not forced, and what would be longer than the context ends there.
 */
public final class OllamaFace implements Face {
    private static final int IDS = 999;

    private final ServedModel served;
    private final OllamaControl control;
    private final SplittableRandom ids;

    /** Creates the face of a server; there are no metrics, so nothing is asked of the engine itself. */
    @SuppressWarnings("UnusedVariable") // all faces are made alike
    public OllamaFace(ServedModel served, Engine engine, SplittableRandom ids) {
        this.served = served;
        this.control = new OllamaControl(served);
        this.ids = ids;
    }

    /** Ollama knows no keys. */
    @Override
    public boolean guards(String path) {
        return false;
    }

    @Override
    public void answer(HttpAsk ask, Conversation conversation) {
        boolean post = ask.method().equals("POST");
        Optional<Route> route = Route.of(ask.path()).filter(text -> ask.path().startsWith("/v1/"));
        if (post && route.isPresent()) {
            openAi(AskParser.parse(route.get(), ask.body()), conversation);
        } else if (post && (ask.path().equals("/api/generate") || ask.path().equals("/api/chat"))) {
            generate(NativeAsk.parse(ask.path().equals("/api/chat"), ask.body()), conversation);
        } else {
            conversation.reply(control.reply(ask));
        }
    }

    private void openAi(CompletionAsk ask, Conversation conversation) {
        checkModel(ask.model());
        if (ask.prompt().ids().length > 0) {
            throw BadAskException.invalid("prompt", "prompt must be a string; Ollama takes no token ids");
        }
        GeneratedText text = text(ask.prompt(), ask.length().max());
        var form = new OllamaForm(ask.route(), ids.nextInt(IDS), System.currentTimeMillis() / 1000, ask.model());
        var known = new CompletionAsk(
                ask.route(), ask.model(), ask.prompt(), ask.length(), ask.stream(), ask.includeUsage(), false);
        OpenAiAnswers.answer(known, text, form, conversation, false, false);
    }

    private void generate(NativeAsk ask, Conversation conversation) {
        checkModel(ask.model());
        var lines = new NativeLines(ask.chat(), ask.model());
        if (ask.prompt().isEmpty()) {
            conversation.reply(Reply.json(200, lines.loaded(ask.unload())));
            return;
        }
        GeneratedText text = text(ask.prompt().get(), ask.most());
        if (ask.stream()) {
            conversation.openStreamLater("application/x-ndjson");
            conversation.generate(new PiecewiseGeneration(text, conversation, lines::lines));
        } else {
            conversation.generate(
                    new WholeGeneration(text, conversation, generation -> Reply.json(200, lines.whole(generation))));
        }
    }

    private GeneratedText text(AskedPrompt asked, OptionalInt most) {
        int[] prompt = GeneratedText.tokens(asked, true);
        int room = served.maxLength() - prompt.length;
        var length = new Length(OptionalInt.of(Math.min(room, most.orElse(GeneratedText.LONGEST_UNASKED))), 0, false);
        return GeneratedText.of(prompt, asked.hash(), length, room, "prompt", served);
    }

    /** A name without a tag means the latest. */
    private void checkModel(String model) {
        String plain = model.endsWith(":latest") ? model.substring(0, model.lastIndexOf(':')) : model;
        if (!served.names().contains(model) && !served.names().contains(plain)) {
            throw new BadAskException(404, "not_found_error", "model", "model '" + model + "' not found");
        }
    }

    @Override
    public Reply refusal(HttpAsk ask, BadAskException bad) {
        String words = Json.quoted(bad.words());
        if (!ask.path().startsWith("/v1/")) {
            return Reply.json(bad.status(), "{\"error\":" + words + "}");
        }
        String type = bad.status() == 404 ? "not_found_error" : "invalid_request_error";
        return Reply.json(
                bad.status(),
                "{\"error\":{\"message\":" + words + ",\"type\":\"" + type + "\",\"param\":null,\"code\":null}}");
    }
}
