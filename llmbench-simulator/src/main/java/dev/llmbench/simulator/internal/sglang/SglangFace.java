package dev.llmbench.simulator.internal.sglang;

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
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.Json;
import dev.llmbench.simulator.internal.openai.Route;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Speaks like SGLang started with {@code --enable-metrics} and, where prefixes are cached, {@code --enable-cache-report}: the
 * OpenAI routes and its own {@code /generate}, whose text is cumulative.
 */
public final class SglangFace implements Face {
    private static final Set<String> OPEN = Set.of("/health", "/health_generate", "/ping", "/metrics");

    private final ServedModel served;
    private final SglangControl control;
    private final SplittableRandom ids;

    /** Creates the face of a server. */
    public SglangFace(ServedModel served, Engine engine, SplittableRandom ids) {
        this.served = served;
        this.control = new SglangControl(served, engine);
        this.ids = ids;
    }

    @Override
    public boolean guards(String path) {
        return !OPEN.contains(path);
    }

    @Override
    public void answer(HttpAsk ask, Conversation conversation) {
        boolean post = ask.method().equals("POST");
        Optional<Route> route = Route.of(ask.path()).filter(text -> ask.path().startsWith("/v1/"));
        if (post && route.isPresent()) {
            openAi(route.get(), ask.body(), conversation);
        } else if (post && ask.path().equals("/generate")) {
            generate(GenerateAsk.parse(ask.body()), conversation);
        } else {
            conversation.reply(control.reply(ask));
        }
    }

    /** A model's name is not looked at: SGLang answers with the model that it has. */
    private void openAi(Route route, byte[] body, Conversation conversation) {
        var ask = AskParser.parse(route, body);
        GeneratedText text = GeneratedText.of(ask, served);
        var form = new SglangForm(route, id(), System.currentTimeMillis() / 1000, served.name());
        OpenAiAnswers.answer(ask, text, form, conversation, false, served.prefixes());
    }

    private void generate(GenerateAsk ask, Conversation conversation) {
        int[] prompt = GeneratedText.tokens(ask.prompt(), false);
        GeneratedText text =
                GeneratedText.of(prompt, ask.prompt().hash(), ask.length(), GenerateAsk.DEFAULT_TOKENS, "text", served);
        var answer = new NativeAnswer(id());
        if (ask.stream()) {
            conversation.openStreamLater("text/event-stream; charset=utf-8");
            conversation.generate(new PiecewiseGeneration(text, conversation, answer::events));
        } else {
            conversation.generate(
                    new WholeGeneration(text, conversation, generation -> Reply.json(200, answer.whole(generation))));
        }
    }

    private String id() {
        return "%016x%016x".formatted(ids.nextLong(), ids.nextLong());
    }

    @Override
    public Reply refusal(HttpAsk ask, BadAskException bad) {
        String words = Json.quoted(bad.words());
        return Reply.json(
                bad.status(),
                ask.path().equals("/generate")
                        ? "{\"error\":{\"message\":" + words + "}}"
                        : "{\"object\":\"error\",\"message\":" + words + ",\"type\":" + Json.quoted(bad.type())
                                + ",\"param\":null,\"code\":" + bad.status() + "}");
    }
}
