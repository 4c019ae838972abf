package dev.llmbench.core.internal.probe;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.TargetException;
import dev.llmbench.api.spi.WireProtocol;
import java.util.Optional;

/**
 * Says why no model could be chosen where none was named: mostly not because the server lists none, but because what answers
 * is something else.
 */
final class NoModelNamed {
    private static final String NAME_ONE = "name one with --model NAME";

    private final ControlClient client;
    private final WireProtocol protocol;
    private final CheckupLimits limits;
    private final Sheet sheet;

    NoModelNamed(ControlClient client, WireProtocol protocol, CheckupLimits limits, Sheet sheet) {
        this.client = client;
        this.protocol = protocol;
        this.limits = limits;
        this.sheet = sheet;
    }

    /**
     * Notes the failure.
     *
     * @param models the list, where there is one without a model that can be asked
     * @param listing what answered the question for it
     */
    void fail(Optional<ModelList> models, Optional<Answer> listing) {
        Refusals refusals = new Refusals(client, models);
        Optional<Answer> refusedKey = listing.filter(answer -> answer.status() == 401 || answer.status() == 403);
        if (refusedKey.isPresent()) {
            sheet.fail(Question.KEY, refusals.of(refusedKey.get(), ""));
        } else if (models.isPresent()
                || listing.isEmpty()
                || protocol.modelsPath().isEmpty()) {
            sheet.fail(
                    Question.MODEL,
                    new ConfigurationException("no model was named, and the server lists none; " + NAME_ONE));
        } else {
            sheet.ok(Question.READY, "it answers");
            LlmBenchException seen = noList(
                    listing.get(),
                    "GET " + client.route().path(protocol.modelsPath().get()),
                    refusals);
            sheet.fail(
                    Question.PROTOCOL,
                    new OtherProtocols(client, limits.lookup())
                            .spoken(protocol.id())
                            .map(words -> new LlmBenchException(
                                    Advice.in(String.valueOf(seen.getMessage())).seen() + "; " + words))
                            .orElse(seen));
        }
    }

    /** What answered instead of a list. */
    private LlmBenchException noList(Answer answer, String asked, Refusals refusals) {
        String said = " (" + answer.status() + ": " + client.words(answer) + ")";
        if (answer.status() == 404 || answer.status() == 405) {
            return new ConfigurationException("no model was named, and " + asked + " is no route of this server" + said
                    + "; check the url, or " + NAME_ONE);
        }
        if (!answer.ok()) {
            return refusals.of(answer, "");
        }
        return answer.isPage()
                ? refusals.page(
                        answer, client.route().path(protocol.modelsPath().orElseThrow()))
                : new TargetException("no model was named, and " + asked + " answers with no list of models" + said
                        + "; check the url, or " + NAME_ONE);
    }
}
