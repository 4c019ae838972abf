package dev.llmbench.core.internal.probe;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.Diagnosis.Question;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Load;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.Workload;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.core.internal.secret.Secrets;
import dev.llmbench.core.internal.time.SystemTicker;
import dev.llmbench.core.internal.tls.Trust;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * Looks at a server from the outside in, and goes on as far as it gets: what fails is noted and not thrown. Used once, by
 * one thread.
 */
public final class ServerCheckup {
    private static final String SIMULATED = "x-llmbench-simulated";
    private static final String HEALTH = "/health";

    private final WireProtocol protocol;
    private final Secrets secrets;
    private final CheckupLimits limits;
    private final RandomGenerator random;
    private final Sheet sheet;
    private final BenchmarkPlan plan;
    private Target target;
    private ControlClient client;
    private boolean simulated;

    /**
     * Creates a look at a server.
     *
     * @param target the server
     * @param protocol how it is asked
     * @param secrets the target's secrets
     * @param limits how long to wait
     * @param random draws prompts that nobody asked before
     * @param sheet takes the findings
     * @throws ConfigurationException if the trust store can't be used
     */
    public ServerCheckup(
            Target target,
            WireProtocol protocol,
            Secrets secrets,
            CheckupLimits limits,
            RandomGenerator random,
            Sheet sheet) {
        this.target = target;
        this.protocol = protocol;
        this.secrets = secrets;
        this.limits = limits;
        this.random = random;
        this.sheet = sheet;
        Timeouts timeouts = new Timeouts(limits.connect(), limits.answer(), limits.answer(), limits.answer());
        this.plan = BenchmarkPlan.of(
                        Workload.synthetic().inputTokens(16).outputTokens(AnswerCheckup.OUTPUT_TOKENS),
                        Load.concurrency(1))
                .withRequests(RequestSettings.defaults()
                        .withUsage(RequestSettings.UsageReporting.CONTINUOUS)
                        .withTimeouts(timeouts));
        this.client = new ControlClient(target, timeouts, secrets);
    }

    /**
     * Looks.
     *
     * @return the target, with the model that was chosen where it was left open
     * @throws LlmBenchException only when the thread was interrupted
     */
    public Target run() {
        Dialer dialer = new Dialer(client.route(), Trust.of(target.connection(), secrets), limits.connect());
        PathCheckup path = new PathCheckup(client, dialer, limits, sheet);
        path.connect();
        if (sheet.failed()) {
            return target;
        }
        String small = protocol.modelsPath().orElse(HEALTH);
        Optional<Answer> listing = path.http(small);
        if (sheet.failed()) {
            return target;
        }
        noteSimulated(listing);
        path.roundTrips(listing.isPresent() ? small : HEALTH);
        Optional<ModelList> models = listing.flatMap(ModelList::of);
        if (!ready(listing) || !modelNamed(models, listing)) {
            return target;
        }
        Optional<ModelList.Card> card = models.flatMap(list -> list.card(target.model()));
        engine(card, listing);
        Encoder encoder = new Encoder(target, plan, protocol, secrets);
        new AnswerCheckup(client, encoder, protocol, limits, sheet).run(models).ifPresent(asked -> {
            noteSimulated(Optional.of(asked.answer().answer()));
            new PromptLengthCheckup(client, encoder, protocol, plan, sheet).run(asked);
            OptionalInt longest = card.map(ModelList.Card::maxModelLength).orElse(OptionalInt.empty());
            new CacheCheckup(client, encoder, protocol, limits, random, SystemTicker.INSTANCE)
                    .run(asked.dropped(), longest, sheet);
        });
        return target;
    }

    /**
     * Returns whether the server said that it is a simulator.
     *
     * @return by the answers so far
     */
    public boolean simulated() {
        return simulated;
    }

    private void noteSimulated(Optional<Answer> answer) {
        simulated |= answer.flatMap(known -> known.header(SIMULATED)).isPresent();
    }

    /** Engines that listen while they load say so on their health route, if not on every one. */
    private boolean ready(Optional<Answer> listing) {
        Optional<Answer> unready =
                listing.filter(answer -> answer.status() == 503).or(this::unhealthy);
        unready.ifPresent(
                answer -> sheet.fail(Question.READY, new Refusals(client, Optional.empty()).of(answer, HEALTH)));
        return unready.isEmpty();
    }

    private Optional<Answer> unhealthy() {
        try {
            return Optional.of(client.get(HEALTH, limits.lookup())).filter(answer -> answer.status() == 503);
        } catch (LlmBenchException e) {
            PathCheckup.refuseInterrupt(e);
            return Optional.empty(); // not every server has the route, and the prompt will tell
        }
    }

    /** Chooses a model where none was named; whether there is one to ask. */
    private boolean modelNamed(Optional<ModelList> models, Optional<Answer> listing) {
        if (!target.model().equals(Diagnosis.ANY_MODEL)) {
            return true;
        }
        Optional<Target> first = models.flatMap(list ->
                list.cards().stream().flatMap(card -> asked(card.id()).stream()).findFirst());
        if (first.isPresent()) {
            target = first.get();
            client = new ControlClient(target, plan.requests().timeouts(), secrets);
            sheet.ok(
                    Question.MODEL,
                    "none was named; it lists "
                            + models.map(list -> list.names(client)).orElse("none") + ", and '"
                            + client.words(target.model(), 120) + "' is asked");
            return true;
        }
        new NoModelNamed(client, protocol, limits, sheet).fail(models, listing);
        return false;
    }

    private Optional<Target> asked(String model) {
        try {
            return Optional.of(new Target(
                    target.protocol(),
                    target.url(),
                    model,
                    target.apiKey(),
                    target.connection(),
                    target.extras(),
                    target.facts()));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // an empty name, or one that looks like a key
        }
    }

    private void engine(Optional<ModelList.Card> card, Optional<Answer> listing) {
        Optional<String> engine = new EngineName(client, limits.lookup()).find(card, listing);
        if (engine.isPresent()) {
            sheet.ok(Question.ENGINE, engine.get() + (simulated ? " (simulated)" : ""));
        } else {
            sheet.warn(
                    Question.ENGINE,
                    "the server does not tell which engine it is",
                    "note engine and version with the results (ServerFacts.withEngine): figures without them can't be"
                            + " compared",
                    Map.of());
        }
    }
}
