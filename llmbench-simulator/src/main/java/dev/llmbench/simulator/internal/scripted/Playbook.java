package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.script.Answer;
import dev.llmbench.simulator.script.Answers;
import dev.llmbench.simulator.script.ReceivedRequest;
import dev.llmbench.simulator.script.RequestStamps;
import dev.llmbench.simulator.script.Script;
import dev.llmbench.simulator.script.StepAnswer;
import dev.llmbench.simulator.script.TokenAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** What a scripted server has received and sent so far, over all connections; used on its event loop only. */
final class Playbook {
    private static final String MODELS = "{\"object\":\"list\",\"data\":[{\"id\":\"scripted\",\"object\":\"model\","
            + "\"created\":1785881113,\"owned_by\":\"llmbench-simulator\",\"simulated\":true,\"root\":\"scripted\","
            + "\"parent\":null,\"max_model_len\":1048576}]}";

    private final Script script;
    private final boolean keepRequests;
    private final List<ReceivedRequest> requests = new ArrayList<>();
    private final List<Recording> recordings = new ArrayList<>();
    private int connections;

    /**
     * Starts an empty book.
     *
     * @param keepRequests whether {@link #requests} is wanted; a long run would keep every prompt
     */
    Playbook(Script script, boolean keepRequests) {
        this.script = script;
        this.keepRequests = keepRequests;
    }

    int nextConnection() {
        return connections++;
    }

    /** Returns the reel of a request, with a recording that counts only when the request is a scripted one. */
    Take take(HttpAsk ask, RequestStamps.Connection connection, boolean closes) {
        boolean scripted = isScripted(ask);
        int index = scripted ? recordings.size() : -1;
        remember(ask, index);
        Reel reel = Reel.of(steps(answer(ask, index), ask, index), index, closes);
        var recording =
                new Recording(index, connection, ask.header("x-request-id"), ask.receivedNanos(), reel.events());
        if (scripted) {
            recordings.add(recording);
        }
        return new Take(reel, recording);
    }

    List<ReceivedRequest> requests() {
        return List.copyOf(requests);
    }

    List<RequestStamps> stamps() {
        return recordings.stream().map(Recording::stamps).toList();
    }

    private boolean isScripted(HttpAsk ask) {
        return !script.routes().containsKey(ask.path())
                && ask.method().equals("POST")
                && !ask.path().endsWith("/tokenize")
                && !ask.path().endsWith("/detokenize");
    }

    private Answer answer(HttpAsk ask, int index) {
        Answer routed = script.routes().get(ask.path());
        if (routed != null) {
            return routed;
        }
        if (index >= 0) {
            int answers = script.answers().size();
            return script.answers().get(script.order().answerOf(index, answers));
        }
        if (ask.path().equals("/v1/models")) {
            return Answers.json(MODELS);
        }
        return ask.path().equals("/health")
                ? Answers.body(200, "text/plain", "")
                : Answers.status(404, "{\"detail\":\"Not Found\"}");
    }

    private static StepAnswer steps(Answer answer, HttpAsk ask, int index) {
        if (answer instanceof TokenAnswer tokens) {
            return TokenSteps.of(tokens, ask, Math.max(0, index), System.currentTimeMillis() / 1000);
        }
        return (StepAnswer) answer;
    }

    private void remember(HttpAsk ask, int index) {
        if (keepRequests) {
            requests.add(new ReceivedRequest(
                    index < 0 ? OptionalInt.empty() : OptionalInt.of(index),
                    ask.method(),
                    ask.uri(),
                    ask.headers(),
                    new String(ask.body(), StandardCharsets.UTF_8),
                    ask.receivedNanos()));
        }
    }

    /** An answer ready to be played. */
    record Take(Reel reel, Recording recording) {}
}
