package dev.llmbench.simulator.internal.modelled;

import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.Json;
import java.util.Arrays;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Answers {@code /tokenize} as vLLM and SGLang do, by the toy tokenizer. */
public final class TokenizeRoute {
    private TokenizeRoute() {}

    /** Returns the ids of a request's prompt or messages. */
    public static Reply reply(ObjectNode body, ServedModel served) {
        boolean chat = body.has("messages");
        int[] ids = GeneratedText.tokens(chat ? AskParser.messages(body) : AskParser.prompt(body), chat);
        String tokens = Arrays.stream(ids).mapToObj(String::valueOf).collect(Collectors.joining(","));
        return Reply.json(
                200,
                "{\"count\":" + ids.length + ",\"max_model_len\":" + served.maxLength() + ",\"tokens\":[" + tokens
                        + "],\"token_strs\":null}");
    }

    /** Returns the ids of the request with this body. */
    public static Reply reply(byte[] body, ServedModel served) {
        return reply(Json.object(body), served);
    }
}
