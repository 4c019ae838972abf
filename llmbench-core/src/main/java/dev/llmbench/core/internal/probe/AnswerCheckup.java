package dev.llmbench.core.internal.probe;

import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.Target;
import dev.llmbench.api.spi.WireProtocol;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks one small question of the kind that a run asks, twice, and tells what can be learnt from its answers. */
final class AnswerCheckup {
    static final int OUTPUT_TOKENS = 32;
    private static final Prompt QUESTION = new Prompt.Text("Tell a long story about a lighthouse and the sea.");

    /** Above so many tokens a read, gaps between tokens are coarser than the server's. */
    private static final double LUMPS = 1.5;

    private final ControlClient client;
    private final Encoder encoder;
    private final WireProtocol protocol;
    private final CheckupLimits limits;
    private final Sheet sheet;
    private Optional<TimedAnswer> latest = Optional.empty();

    AnswerCheckup(ControlClient client, Encoder encoder, WireProtocol protocol, CheckupLimits limits, Sheet sheet) {
        this.client = client;
        this.encoder = encoder;
        this.protocol = protocol;
        this.limits = limits;
        this.sheet = sheet;
    }

    /**
     * What later questions build on.
     *
     * @param answer the second answer, that of a server that has warmed up
     * @param dropped optional fields that the server refuses
     */
    record Asked(TimedAnswer answer, Set<String> dropped) {}

    /** Asks; empty where there was no answer that a run could use. */
    Optional<Asked> run(Optional<ModelList> models) {
        FieldSearch search = new FieldSearch(
                protocol.capabilities().optionalFields(),
                dropped -> encoder.streamedAsPlanned(QUESTION, OUTPUT_TOKENS, true, dropped),
                request -> remembered(TimedAnswer.ask(client, request, limits.answer(), protocol)),
                client::words);
        try {
            if (!understood(search.run(), models)) {
                return Optional.empty();
            }
            Optional<Duration> cold = latest.flatMap(TimedAnswer::firstToken);
            Set<String> dropped = new LinkedHashSet<>(search.dropped());
            TimedAnswer warm = TimedAnswer.ask(
                    client,
                    encoder.streamedAsPlanned(QUESTION, OUTPUT_TOKENS, true, dropped),
                    limits.answer(),
                    protocol);
            check().understood(warm.answer(), models);
            firstToken(cold, warm);
            stream(warm);
            usage(warm.findings());
            length(warm.findings(), dropped, ignoresForcedLength(models));
            return Optional.of(new Asked(warm, dropped));
        } catch (LlmBenchException e) {
            PathCheckup.refuseInterrupt(e);
            boolean late = e instanceof NoAnswerException unanswered && unanswered.late();
            sheet.fail(late ? Question.FIRST_TOKEN : Question.PROTOCOL, e);
            return Optional.empty();
        }
    }

    private Answer remembered(TimedAnswer answer) {
        latest = Optional.of(answer);
        return answer.answer();
    }

    private AnswerCheck check() {
        return new AnswerCheck(client, protocol, true, path());
    }

    private String path() {
        return encoder.counting(QUESTION, Set.of()).path();
    }

    /** Judges key, model and route by the first answer; whether a run could use it. */
    private boolean understood(Answer answer, Optional<ModelList> models) {
        Target target = client.route().target();
        AnswerCheck check = check();
        try {
            check.understood(answer, models);
            accepted(target, models);
            return true;
        } catch (LlmBenchException e) {
            Question question = question(answer, models);
            if (question != Question.READY) {
                sheet.ok(Question.READY, "it answers");
            }
            if (question == Question.MODEL || answer.ok()) {
                key(target);
            }
            sheet.fail(question, question == Question.PROTOCOL ? suggesting(e) : e);
            return false;
        }
    }

    private Question question(Answer answer, Optional<ModelList> models) {
        if (answer.status() == 401 || answer.status() == 403) {
            return Question.KEY;
        }
        if (answer.status() == 503) {
            return Question.READY;
        }
        return new Refusals(client, models).meansNoModel(answer) ? Question.MODEL : Question.PROTOCOL;
    }

    /** Where this protocol is not spoken, another that is. */
    private LlmBenchException suggesting(LlmBenchException e) {
        return new OtherProtocols(client, limits.lookup())
                .spoken(protocol.id())
                .map(words -> new LlmBenchException(
                        Advice.in(String.valueOf(e.getMessage())).seen() + "; " + words))
                .orElse(e);
    }

    private void accepted(Target target, Optional<ModelList> models) {
        sheet.ok(Question.READY, "it answers");
        key(target);
        sheet.ok(
                Question.PROTOCOL, "POST " + client.route().path(path()) + " answers as " + protocol.id() + " expects");
        boolean listed = models.flatMap(list -> list.card(target.model())).isPresent();
        String model = "'" + client.words(target.model(), 120) + "'";
        if (sheet.has(Question.MODEL)) {
            return;
        }
        if (!listed && models.isPresent()) {
            sheet.warn(
                    Question.MODEL,
                    "it answers for " + model + " without listing it; it lists "
                            + models.get().names(client),
                    "correct the name; the server ignores it, and another model may have answered",
                    Map.of());
        } else {
            sheet.ok(
                    Question.MODEL,
                    listed ? "it has " + model : "it answers for " + model + ", and has no list of models");
        }
    }

    private void key(Target target) {
        sheet.ok(
                Question.KEY,
                target.apiKey()
                        .map(reference -> "the key of " + reference + " is accepted")
                        .orElse("none was given, and none is wanted"));
    }

    private void firstToken(Optional<Duration> cold, TimedAnswer warm) {
        Duration time = warm.firstToken().orElse(Duration.ZERO);
        String seen = "after " + Times.words(time) + " for a short prompt on this idle server"
                + cold.map(first -> ", " + Times.words(first) + " when it was asked first")
                        .orElse("");
        Map<String, Double> figures = Map.of("firstTokenMillis", Times.millis(time));
        if (time.compareTo(limits.slowFirstToken()) > 0) {
            sheet.warn(
                    Question.FIRST_TOKEN,
                    seen,
                    "look whether the server is busy with other work, short of memory, or behind a slow proxy",
                    figures);
        } else {
            sheet.ok(Question.FIRST_TOKEN, seen, figures);
        }
    }

    private void stream(TimedAnswer warm) {
        Findings found = warm.findings();
        long tokens = found.outputTokens().orElse(found.tokenEvents());
        double perRead = (double) tokens / found.arrivals();
        Map<String, Double> figures = Map.of(
                "tokens", (double) tokens,
                "events", (double) found.tokenEvents(),
                "reads", (double) found.arrivals());
        String counts = tokens + " tokens in " + found.tokenEvents() + (found.tokenEvents() == 1 ? " event" : " events")
                + ", " + found.arrivals() + (found.arrivals() == 1 ? " read" : " reads");
        if (check().cameWhole(warm.answer(), found)) {
            sheet.warn(
                    Question.STREAM,
                    "the whole answer came as one document (" + counts + "), though a stream was asked for",
                    "switch streaming on in the server and in any proxy between, or measure whole answers with --no-stream"
                            + " (RequestSettings.notStreamed); until then there is no time to first token",
                    figures);
        } else if (tokens > 1 && found.arrivals() == 1) {
            sheet.warn(
                    Question.STREAM,
                    "a stream, but all of it came at once (" + counts + "): something buffers it",
                    "switch buffering off in the proxy between (nginx: proxy_buffering off); until then there are no"
                            + " times between tokens",
                    figures);
        } else if (perRead > LUMPS) {
            sheet.warn(
                    Question.STREAM,
                    String.format(Locale.ROOT, "in lumps of about %.1f tokens (%s)", perRead, counts),
                    "normal with speculative decoding; else lower the server's stream interval, or look for a proxy that"
                            + " buffers. Judge times between tokens by ITL, not by chunk gaps",
                    figures);
        } else {
            sheet.ok(Question.STREAM, "token by token (" + counts + ")", figures);
        }
    }

    private void usage(Findings found) {
        if (found.outputTokens().isEmpty()) {
            sheet.warn(
                    Question.USAGE,
                    "no token counts are told",
                    "switch usage on in the server (stream_options.include_usage); without it token figures are estimates"
                            + " and levels SUSPECT",
                    Map.of());
        } else {
            String how = found.exactEvents() ? "in every event and at the end" : "at the end of the answer";
            String cached = found.cachedTokens().isPresent() ? ", cached prompt tokens too" : "";
            sheet.ok(Question.USAGE, "told " + how + cached);
        }
    }

    private boolean ignoresForcedLength(Optional<ModelList> models) {
        return models.flatMap(list -> list.card(client.route().target().model()))
                .filter(ModelList.Card::ignoresForcedLength)
                .isPresent();
    }

    private void length(Findings found, Set<String> dropped, boolean ignored) {
        boolean forced = encoder.lengthForced(dropped) && !ignored;
        long tokens = found.outputTokens().orElse(found.tokenEvents());
        Map<String, Double> figures = Map.of("askedTokens", (double) OUTPUT_TOKENS, "answeredTokens", (double) tokens);
        String got = "asked for " + OUTPUT_TOKENS + " tokens, it answered "
                + (found.outputTokens().isPresent() ? "" : "about ") + tokens;
        if (!forced) {
            sheet.warn(
                    Question.OUTPUT_LENGTH,
                    got + "; it can't be told to keep the wanted length"
                            + (dropped.isEmpty() ? "" : " (it refuses " + String.join(", ", dropped) + ")"),
                    "answers may end early: judge lengths by what the result tells, or use an engine that takes ignore_eos",
                    figures);
        } else if (found.outputTokens().isPresent() && tokens != OUTPUT_TOKENS) {
            sheet.warn(
                    Question.OUTPUT_LENGTH,
                    got + ", though it took the fields that force the length",
                    "the engine ignores them: expect answers of other lengths than the plan's",
                    figures);
        } else {
            sheet.ok(Question.OUTPUT_LENGTH, got + ": the length can be forced", figures);
        }
    }
}
