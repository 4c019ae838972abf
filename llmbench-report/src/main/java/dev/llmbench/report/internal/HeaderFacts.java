package dev.llmbench.report.internal;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.BenchmarkResult;
import dev.llmbench.api.Environment;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.LevelResult;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Sent;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.TokenBasis;
import dev.llmbench.api.Workload;
import dev.llmbench.report.internal.Content.Fact;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured, and how: the lines above the table. */
final class HeaderFacts {
    private HeaderFacts() {}

    static String title(BenchmarkResult result) {
        String name = result.job().plan().name();
        return "llmbench " + CleanText.of(result.run().llmbenchVersion()) + ", "
                + (name.isEmpty() ? "" : CleanText.of(name) + ", ") + "run "
                + CleanText.of(result.run().id()) + ", "
                + result.run().startedAt().truncatedTo(ChronoUnit.SECONDS) + ", took "
                + Figures.duration(result.run().elapsed());
    }

    static List<Fact> of(BenchmarkResult result) {
        BenchmarkPlan plan = result.job().plan();
        List<Fact> facts = new ArrayList<>();
        if (result.job().where() instanceof Target target) {
            facts.add(new Fact("Model", CleanText.of(target.model())));
            facts.add(new Fact("Server", CleanText.of(target.url() + ", " + target.protocol())));
        }
        facts.add(new Fact("Engine", known(result.server().engine())));
        facts.add(new Fact("Hardware", known(result.server().hardware())));
        result.server().pricePerHour().ifPresent(price -> facts.add(new Fact("Price", price(price))));
        facts.add(new Fact("Load", load(plan.load())));
        facts.add(new Fact("Workload", workload(plan.workload()) + ", " + Seed.words(result)));
        facts.add(new Fact("Phases", phases(plan)));
        facts.add(new Fact("Requests", requests(plan.requests(), result.sent())));
        facts.add(new Fact("Tokens", tokens(result.levels())));
        facts.add(new Fact("Client", client(result.environment())));
        return facts;
    }

    private static String known(Optional<String> fact) {
        return fact.map(CleanText::of).filter(text -> !text.isEmpty()).orElse("unknown");
    }

    private static String price(HourlyPrice price) {
        return price.amount() + " an hour for the whole machine (" + CleanText.of(price.market()) + " market, "
                + CleanText.of(price.source())
                + price.readAt()
                        .map(at -> ", " + at.truncatedTo(ChronoUnit.SECONDS))
                        .orElse("") + ")";
    }

    private static String load(Load load) {
        List<? extends LoadLevel> levels = load.levels();
        if (load instanceof Load.ClosedLoop closed) {
            return "closed loop, " + numbers(levels)
                    + (levels.equals(List.of(new LoadLevel.Users(1))) ? " user" : " users")
                    + (closed.thinkTime().isZero() ? "" : ", think time " + Figures.duration(closed.thinkTime()));
        }
        boolean alike = levels.stream().map(HeaderFacts::spread).distinct().count() == 1;
        return "open loop, "
                + (alike
                        ? numbers(levels) + " requests/s " + spread(levels.get(0))
                        : levels.stream()
                                .map(level -> Words.load(level) + " requests/s " + spread(level))
                                .collect(Collectors.joining("; ")));
    }

    private static String spread(LoadLevel level) {
        return level instanceof LoadLevel.Rate rate
                ? rate.arrival().label() + ", "
                        + (rate.cap().isPresent()
                                ? "at most " + Figures.count(rate.cap().getAsInt()) + " in flight"
                                : "no cap on requests in flight")
                : "";
    }

    private static String numbers(List<? extends LoadLevel> levels) {
        return levels.stream().map(Words::load).collect(Collectors.joining(", "));
    }

    private static String workload(Workload workload) {
        if (workload instanceof Workload.Synthetic synthetic) {
            return "synthetic, " + synthetic.inputTokens() + " input tokens"
                    + (synthetic.inputLength() == Workload.InputLength.WITH_TEMPLATE ? " (template included)" : "")
                    + ", "
                    + synthetic.outputTokens() + " output tokens, "
                    + (synthetic.prefix() == Workload.Prefix.UNIQUE ? "unique prompts" : "shared prefix");
        }
        String file = workload instanceof Workload.PromptFile prompts
                ? "prompts of " + CleanText.of(prompts.path()) + (prompts.shuffled() ? ", shuffled" : "")
                : "prompts";
        return file + ", " + workload.outputTokens() + " output tokens";
    }

    private static String phases(BenchmarkPlan plan) {
        Phases phases = plan.phases();
        String window = plan.stops().isEmpty()
                ? "window " + Figures.duration(BenchmarkPlan.DEFAULT_WINDOW)
                : "window until " + plan.stops().stream().map(HeaderFacts::stop).collect(Collectors.joining(" or "));
        return "warm-up " + Figures.duration(plan.warmUp()) + ", " + window + ", followed for at most "
                + Figures.duration(plan.drainLimit())
                + (phases.rest().isZero() ? "" : ", rest " + Figures.duration(phases.rest()));
    }

    private static String stop(Stop stop) {
        if (stop instanceof Stop.Elapsed elapsed) {
            return Figures.duration(elapsed.duration());
        }
        if (stop instanceof Stop.Requests requests) {
            return Words.plural(requests.count(), "request", "requests");
        }
        if (stop instanceof Stop.RequestsPerUser each) {
            return Words.plural(each.count(), "request", "requests") + " of each user";
        }
        if (stop instanceof Stop.OutputTokens tokens) {
            return Figures.count(tokens.count()) + " output tokens";
        }
        if (stop instanceof Stop.ErrorRate errors) {
            return "more than " + Figures.percent(errors.limit()) + " % fail";
        }
        return CleanText.of(stop.toString());
    }

    private static String requests(RequestSettings settings, Optional<Sent> sent) {
        String asked = (settings.stream() ? "streamed" : "not streamed") + ", temperature "
                + Figures.stated(settings.temperature());
        return sent.map(how -> asked + ", output length " + (how.lengthForced() ? "forced" : "not forced")
                        + ", prompt lengths by " + CleanText.of(how.promptLengths()) + ", usage "
                        + CleanText.of(how.usage())
                        + (how.droppedFields().isEmpty()
                                ? ""
                                : ", refused by the server and left out: "
                                        + CleanText.of(String.join(", ", how.droppedFields()))))
                .orElse(asked);
    }

    private static String tokens(List<LevelResult> levels) {
        if (levels.isEmpty()) {
            return "none";
        }
        String main = levels.stream()
                .map(level -> level.tokens().basis().main())
                .distinct()
                .collect(Collectors.joining(", "));
        return "counts " + main + " (exact " + range(levels, TokenBasis::exact) + " %, prorated "
                + range(levels, TokenBasis::prorated) + " %, estimated " + range(levels, TokenBasis::estimated) + " %)";
    }

    private static String range(List<LevelResult> levels, ToDoubleFunction<TokenBasis> share) {
        double[] shares = levels.stream()
                .mapToDouble(level -> share.applyAsDouble(level.tokens().basis()))
                .sorted()
                .toArray();
        String low = Figures.percent(shares[0]);
        String high = Figures.percent(shares[shares.length - 1]);
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String client(Environment client) {
        return Words.plural(client.processors(), "processor", "processors") + ", "
                + Words.plural(client.eventLoops(), "event loop", "event loops") + " ("
                + CleanText.of(client.transport())
                + "), " + CleanText.of(client.jvm()) + ", " + CleanText.of(client.operatingSystem());
    }

    /** How long the window of a cut-off level was, beside what was planned. */
    static String length(LevelResult level, BenchmarkPlan plan) {
        Optional<Duration> planned = plan.window();
        return Figures.duration(level.window().length())
                + planned.map(window -> " of " + Figures.duration(window)).orElse("");
    }
}
