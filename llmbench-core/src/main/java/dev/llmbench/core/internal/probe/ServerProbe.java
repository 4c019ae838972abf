package dev.llmbench.core.internal.probe;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Prompt;
import dev.llmbench.api.RequestSettings.UsageReporting;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Target;
import dev.llmbench.api.TargetException;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import dev.llmbench.api.spi.TokenizeRoute;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import dev.llmbench.core.internal.secret.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server a few small things before a run: who it is, whether it has the model, and by one real request how it wants
 * to be asked.
 */
public final class ServerProbe {
    private static final int OUTPUT_TOKENS = 8;
    private static final Prompt QUESTION = new Prompt.Text("Tell a long story about a lighthouse and the sea.");
    private static final Duration LOOKUP_LIMIT = Duration.ofSeconds(10);
    private static final String SIMULATED = "x-llmbench-simulated";
    private static final Logger LOG = LoggerFactory.getLogger(ServerProbe.class);

    private final Target target;
    private final BenchmarkPlan plan;
    private final WireProtocol protocol;
    private final ControlClient client;
    private final Encoder encoder;
    private final List<String> notes = new ArrayList<>();
    private final TokensBeforeRun beforeRun = new TokensBeforeRun();

    private ServerProbe(Target target, BenchmarkPlan plan, WireProtocol protocol, Secrets secrets) {
        this.target = target;
        this.plan = plan;
        this.protocol = protocol;
        this.client = new ControlClient(target, plan.requests().timeouts(), secrets);
        this.encoder = new Encoder(target, plan, protocol, secrets);
    }

    /**
     * Asks the server.
     *
     * @param target the server
     * @param plan what will be asked of it
     * @param protocol how
     * @param secrets the target's secrets
     * @return what was found
     * @throws TargetException if the server can't be reached, is not ready or doesn't answer as an inference server does
     * @throws ConfigurationException if the target or the plan must be changed: address, key, model, certificate, lengths
     */
    public static ProbeReport probe(Target target, BenchmarkPlan plan, WireProtocol protocol, Secrets secrets) {
        return new ServerProbe(target, plan, protocol, secrets).run();
    }

    private ProbeReport run() {
        Optional<Answer> listing = protocol.modelsPath().flatMap(this::listing);
        Optional<ModelList> models = listing.flatMap(ModelList::of);
        Optional<ModelList.Card> card = models.flatMap(list -> list.card(target.model()));
        OptionalInt maxLength = card.map(ModelList.Card::maxModelLength).orElse(OptionalInt.empty());
        checkLengths(maxLength);
        FieldSearch search = new FieldSearch(
                protocol.capabilities().optionalFields(),
                dropped -> request(wantsContinuous(), dropped),
                this::post,
                client::words);
        Answer answer = search.run();
        String path = request(false, Set.of()).path();
        Findings findings =
                new AnswerCheck(client, protocol, plan.requests().stream(), path).understood(answer, models);
        Set<String> dropped = new LinkedHashSet<>(search.dropped());
        notes.addAll(search.notes());
        ProbeReport.Asking asking = asking(findings, dropped, card);
        boolean simulated = answer.header(SIMULATED).isPresent()
                || listing.flatMap(answered -> answered.header(SIMULATED)).isPresent();
        if (models.isPresent() && card.isEmpty()) {
            notes.add("the server answers for this model without listing it; it lists "
                    + models.get().names(client));
        }
        Optional<String> engine = new EngineName(client, lookupLimit()).find(card, listing);
        ProbeReport report = new ProbeReport(
                engine,
                simulated,
                models.map(list -> card.isPresent()),
                maxLength,
                asking,
                tokenizeRoute(),
                beforeRun,
                notes);
        LOG.debug("probe found {}", report);
        return report;
    }

    /** The list of models, which is the first thing asked: a server that can't be reached at all ends the run here. */
    private Optional<Answer> listing(String path) {
        try {
            return Optional.of(client.get(path, lookupLimit()));
        } catch (NoAnswerException e) {
            notes.add("the server's list of models could not be read (" + e.getMessage() + ")");
            return Optional.empty();
        }
    }

    private ProbeReport.Asking asking(Findings findings, Set<String> dropped, Optional<ModelList.Card> card) {
        boolean continuous = continuous(findings);
        boolean reported = findings.outputTokens().isPresent();
        if (!reported) {
            notes.add("the server reports no token counts, so token figures are estimates");
        }
        boolean forced = encoder.lengthForced(dropped)
                && card.filter(ModelList.Card::ignoresForcedLength).isEmpty();
        if (encoder.forcesLength() && !forced) {
            notes.add("the server can't be told to keep the wanted length of answers");
        } else if (forced && reported && findings.outputTokens().getAsLong() != OUTPUT_TOKENS) {
            notes.add("asked for " + OUTPUT_TOKENS + " tokens, the server answered with "
                    + findings.outputTokens().getAsLong() + ", though it took the fields that force the length");
        }
        return new ProbeReport.Asking(
                client.route().path(request(continuous, dropped).path()),
                encoder.sample(continuous, dropped),
                dropped,
                forced,
                continuous,
                reported);
    }

    private boolean wantsContinuous() {
        return plan.requests().stream()
                && plan.requests().usage() != UsageReporting.FINAL
                && protocol.capabilities().continuousUsage();
    }

    private boolean continuous(Findings findings) {
        if (plan.requests().usage() == UsageReporting.FINAL) {
            return false;
        }
        if (!findings.exactEvents()) {
            notes.add("the server reports no token counts in every event; they are read at the end of each answer");
            return false;
        }
        return plan.requests().usage() == UsageReporting.CONTINUOUS || findings.severalTokensAnEvent();
    }

    private void checkLengths(OptionalInt maxLength) {
        if (maxLength.isEmpty()) {
            return;
        }
        Shape longest = longest(plan.workload());
        int input = longest.inputTokens().max();
        int output = longest.outputTokens().max();
        if ((long) input + output > maxLength.getAsInt()) {
            throw new ConfigurationException("prompts of up to " + input + " tokens and answers of up to " + output
                    + " don't fit into the server's context of " + maxLength.getAsInt()
                    + " tokens; ask for less, or start the server with a longer context");
        }
    }

    /** The lengths that need most room together: those of one pair, since no request mixes two. */
    private static Shape longest(Workload workload) {
        if (workload instanceof Workload.Synthetic synthetic) {
            return synthetic.shapes().stream()
                    .max(Comparator.comparingLong(
                            shape -> (long) shape.inputTokens().max()
                                    + shape.outputTokens().max()))
                    .orElse(new Shape(synthetic.inputTokens(), synthetic.outputTokens()));
        }
        return new Shape(TokenRange.exactly(1), workload.outputTokens()); // how long a file's prompts are is not known
    }

    private Optional<TokenizeRoute> tokenizeRoute() {
        TokenizerSearch search = new TokenizerSearch(client, target.model(), plan);
        Optional<TokenizeRoute> found = search.find(protocol);
        notes.addAll(search.notes());
        return found;
    }

    private WireRequest request(boolean continuousUsage, Set<String> dropped) {
        return encoder.streamedAsPlanned(QUESTION, OUTPUT_TOKENS, continuousUsage, dropped);
    }

    private Answer post(WireRequest request) {
        Timeouts timeouts = plan.requests().timeouts();
        Duration limit = timeouts.firstToken().plus(timeouts.stall());
        Answer answer = client.post(request, limit.compareTo(timeouts.total()) < 0 ? limit : timeouts.total());
        if (answer.ok()) {
            // here and not where the last answer is understood: a search for refused fields gets several
            beforeRun.add(Findings.in(answer, protocol, plan.requests().stream()));
        }
        return answer;
    }

    private Duration lookupLimit() {
        return lookupLimit(plan);
    }

    /** How long to wait for an answer that needs no model. */
    static Duration lookupLimit(BenchmarkPlan plan) {
        Duration limit = plan.requests().timeouts().firstToken();
        return limit.compareTo(LOOKUP_LIMIT) < 0 ? limit : LOOKUP_LIMIT;
    }
}
