package dev.llmbench.simulator.internal.scripted;

import dev.llmbench.simulator.internal.http.HttpAsk;
import dev.llmbench.simulator.internal.openai.AskParser;
import dev.llmbench.simulator.internal.openai.AskedPrompt;
import dev.llmbench.simulator.internal.openai.BadAskException;
import dev.llmbench.simulator.internal.openai.ChunkForm;
import dev.llmbench.simulator.internal.openai.CompletionAsk;
import dev.llmbench.simulator.internal.openai.Route;
import dev.llmbench.simulator.internal.openai.Words;
import dev.llmbench.simulator.script.Ending;
import dev.llmbench.simulator.script.EventKind;
import dev.llmbench.simulator.script.Fault;
import dev.llmbench.simulator.script.Framing;
import dev.llmbench.simulator.script.Step;
import dev.llmbench.simulator.script.StepAnswer;
import dev.llmbench.simulator.script.TokenAnswer;
import dev.llmbench.simulator.script.UsageReport.When;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** Turns an answer of tokens into steps, once the request is known. */
final class TokenSteps {
    /** How many tokens an answer has when neither script nor request says it; vLLM's default on the completions route. */
    static final int DEFAULT_TOKENS = 16;

    private final TokenAnswer answer;
    private final CompletionAsk ask;
    private final ChunkForm form;
    private final int seed;
    private final int total;
    private final int reasoning;
    private final String finishReason;
    private final boolean continuous;
    private final List<Step> steps = new ArrayList<>();

    private TokenSteps(TokenAnswer answer, CompletionAsk ask, int request, long created) {
        this.answer = answer;
        this.ask = ask;
        this.seed = request;
        this.form = ChunkForm.of(ask.route(), "scripted-%08d".formatted(request), created, ask.model());
        int asked = ask.length().max().orElse(DEFAULT_TOKENS);
        this.total = answer.tokens().orElse(asked);
        this.reasoning = ask.route() == Route.CHAT ? answer.pace().reasoning() : 0;
        this.finishReason = total < asked && ask.length().max().isPresent() ? "stop" : "length";
        When when = answer.usage().when();
        this.continuous = when == When.CONTINUOUS || (when == When.AS_ASKED && ask.continuousUsage());
    }

    static StepAnswer of(TokenAnswer answer, HttpAsk request, int index, long created) {
        CompletionAsk ask = lenient(request);
        var steps = new TokenSteps(answer, ask, index, created);
        return answer.form().streamed() && ask.stream() ? steps.stream() : steps.whole();
    }

    /** A script answers anything: what can't be understood is taken as a stream on the route of the path. */
    private static CompletionAsk lenient(HttpAsk request) {
        Route route = Route.of(request.path()).orElse(Route.COMPLETIONS);
        try {
            return AskParser.parse(route, request.body());
        } catch (BadAskException e) {
            return new CompletionAsk(
                    route,
                    "scripted",
                    new AskedPrompt(List.of(), new int[0], 0),
                    new CompletionAsk.Length(OptionalInt.empty(), 0, false),
                    true,
                    false,
                    false);
        }
    }

    private StepAnswer whole() {
        var text = new StringBuilder();
        for (int i = 0; i < total; i++) {
            text.append(Words.word(Words.indexOf(seed, i)));
        }
        String usage = answer.usage().when() == When.NEVER ? "" : usage(total);
        byte[] body = form.whole(text.toString(), finishReason, usage).getBytes(StandardCharsets.UTF_8);
        steps.add(new Step.At(due(Math.max(0, total - 1))));
        Ending ending = Ending.COMPLETE;
        Optional<Fault> fault = answer.fault();
        if (fault.isPresent()) {
            ending = fault.get().ending();
            if (fault.get().error().isPresent()) {
                body = ChunkForm.midStreamError(fault.get().error().get()).getBytes(StandardCharsets.UTF_8);
                steps.add(new Step.Raw(body, EventKind.ERROR, 0));
            }
        } else {
            steps.add(new Step.Raw(body, EventKind.BODY, total));
        }
        return answer("application/json", Framing.CONTENT_LENGTH, Optional.empty(), ending);
    }

    private StepAnswer stream() {
        addRole();
        int limit = answer.fault().map(Fault::afterTokens).orElse(total);
        addTokens(Math.min(limit, total));
        Ending ending = Ending.COMPLETE;
        if (answer.fault().isPresent()) {
            Fault fault = answer.fault().get();
            ending = fault.ending();
            if (fault.error().isPresent()) {
                steps.add(new Step.At(due(Math.min(limit, total))));
                steps.add(new Step.Event(ChunkForm.midStreamError(fault.error().get()), EventKind.ERROR, 0));
                addDone();
            }
        } else {
            addEnd();
        }
        return answer("text/event-stream; charset=utf-8", answer.form().framing(), Optional.of(Duration.ZERO), ending);
    }

    private StepAnswer answer(String type, Framing framing, Optional<Duration> headersAfter, Ending ending) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", type);
        headers.putAll(answer.form().headers());
        return new StepAnswer(200, headers, headersAfter, framing, answer.form().lineEnding(), steps, ending);
    }

    private void addRole() {
        if (ask.route() != Route.CHAT) {
            return;
        }
        Duration first = due(0);
        Duration ahead = answer.pace().roleAhead().orElse(Duration.ZERO);
        steps.add(new Step.At(ahead.compareTo(first) > 0 ? Duration.ZERO : first.minus(ahead)));
        steps.add(new Step.Event(form.role() + usageIfContinuous(0) + "}", EventKind.ROLE, 0));
    }

    private void addTokens(int limit) {
        int sent = 0;
        for (int event = 0; sent < limit; event++) {
            List<Integer> sizes = answer.pace().tokensPerEvent();
            int tokens = Math.min(sizes.get(event % sizes.size()), total - sent);
            if (sent < reasoning) {
                tokens = Math.min(tokens, reasoning - sent);
            }
            if (event % answer.pace().eventsPerWrite() == 0) {
                steps.add(new Step.At(due(sent).plus(jitter(sent))));
            } else {
                steps.add(new Step.Join());
            }
            answer.form().split().ifPresent(steps::add);
            steps.add(tokenEvent(sent, tokens));
            sent += tokens;
        }
    }

    private Step tokenEvent(int from, int tokens) {
        boolean thinking = from < reasoning;
        boolean last = from + tokens == total && !answer.form().finishChunk();
        var data = new StringBuilder(thinking ? form.beforeReasoning() : form.beforeText());
        for (int i = from; i < from + tokens; i++) {
            data.append(Words.word(Words.indexOf(seed, i)));
        }
        data.append(last ? form.afterLastText(finishReason) : form.afterText());
        data.append(usageIfContinuous(from + tokens)).append('}');
        return new Step.Event(data.toString(), thinking ? EventKind.REASONING : EventKind.TOKEN, tokens);
    }

    private void addEnd() {
        if (total == 0) {
            steps.add(new Step.At(due(0)));
        }
        if (answer.form().finishChunk() || total == 0) {
            String finish = form.finish(finishReason) + usageIfContinuous(total) + "}";
            steps.add(new Step.Event(finish, EventKind.FINISH, 0));
        }
        When when = answer.usage().when();
        if (when != When.NEVER && (when != When.AS_ASKED || ask.includeUsage())) {
            steps.add(new Step.Event(form.noChoices() + usage(total) + "}", EventKind.USAGE, 0));
        }
        addDone();
    }

    private void addDone() {
        if (answer.form().done()) {
            steps.add(new Step.Event("[DONE]", EventKind.DONE, 0));
        }
    }

    private Duration due(int token) {
        return answer.pace().timeToFirst().plus(answer.pace().every().multipliedBy(token));
    }

    /** Drawn by request and token: the same when it is played again, and another for each. */
    private Duration jitter(int token) {
        long most = answer.pace().jitter().toNanos();
        return most == 0
                ? Duration.ZERO
                : Duration.ofNanos(new SplittableRandom(seed * 0x9E3779B97F4A7C15L + token).nextLong(most + 1));
    }

    private String usageIfContinuous(int soFar) {
        return continuous ? usage(soFar) : "";
    }

    private String usage(int soFar) {
        int completion = soFar == total ? answer.usage().completion().orElse(total) : soFar;
        return ChunkForm.usage(answer.usage().prompt().orElse(ask.prompt().words()), completion);
    }
}
