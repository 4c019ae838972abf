package dev.llmbench.core.internal.file;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Shape;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.Workload;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes workload and load from the nodes of a plan file. */
final class LoadDecoder {
    private static final Pattern RANGE = Pattern.compile("\\s*([0-9]{1,9})\\s*-\\s*([0-9]{1,9})\\s*");

    static final String SATURATION = "saturation";

    private LoadDecoder() {}

    static Workload workload(Place place) {
        Fields in = place.fields("synthetic", "promptFile");
        in.notBoth("synthetic", "promptFile");
        return in.<Workload>optional("synthetic", LoadDecoder::synthetic)
                .or(() -> in.optional("promptFile", LoadDecoder::promptFile))
                .orElseThrow(() -> place.problem("give either 'synthetic' or 'promptFile'"));
    }

    private static Workload.Synthetic synthetic(Place place) {
        Fields in = place.fields("inputTokens", "outputTokens", "shapes", "seed", "inputLength", "prefix");
        in.notBoth("shapes", "inputTokens");
        in.notBoth("shapes", "outputTokens");
        Workload.Synthetic defaults = Workload.synthetic();
        Workload.Synthetic plain = new Workload.Synthetic(
                in.or("inputTokens", LoadDecoder::tokens, defaults.inputTokens()),
                in.or("outputTokens", LoadDecoder::tokens, defaults.outputTokens()),
                in.at("seed").map(at -> OptionalLong.of(at.whole())).orElse(defaults.seed()),
                in.or("inputLength", at -> at.constant(Workload.InputLength.class), defaults.inputLength()),
                in.or("prefix", at -> at.constant(Workload.Prefix.class), defaults.prefix()),
                List.of());
        return in.at("shapes")
                .map(list -> list.make(() -> plain.shapes(
                        list.items().stream().map(LoadDecoder::shape).toList())))
                .orElse(plain);
    }

    private static Shape shape(Place place) {
        Fields in = place.fields("inputTokens", "outputTokens");
        return new Shape(
                in.required("inputTokens", LoadDecoder::tokens), in.required("outputTokens", LoadDecoder::tokens));
    }

    private static Workload.PromptFile promptFile(Place place) {
        Fields in = place.fields("path", "format", "outputTokens", "seed", "shuffled");
        String path = in.required("path", Place::text);
        Workload.PromptFile defaults = place.make(() -> Workload.prompts(path));
        return new Workload.PromptFile(
                path,
                in.or("format", at -> at.constant(Workload.PromptFormat.class), defaults.format()),
                in.or("outputTokens", LoadDecoder::tokens, defaults.outputTokens()),
                in.at("seed").map(at -> OptionalLong.of(at.whole())).orElse(defaults.seed()),
                in.or("shuffled", Place::bool, defaults.shuffled()));
    }

    private static TokenRange tokens(Place place) {
        if (place.node() instanceof PlanNode.Text text) {
            Matcher matcher = RANGE.matcher(text.value());
            if (!matcher.matches()) {
                throw place.problem(
                        "give a number of tokens such as 128, or a range such as 20-50, not " + Echo.of(text.value()));
            }
            return place.make(
                    () -> new TokenRange(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
        }
        return place.make(() -> TokenRange.exactly(place.small()));
    }

    static Load load(Place place) {
        Fields in = place.fields("concurrency", "thinkTime", "rate", "arrival", "maxInFlight");
        in.notBoth("concurrency", "rate");
        if (in.has("concurrency")) {
            in.notBoth("concurrency", "arrival");
            in.notBoth("concurrency", "maxInFlight");
            return closedLoop(in);
        }
        in.notBoth("rate", "thinkTime");
        if (!in.has("rate")) {
            throw place.problem("give either 'concurrency' or 'rate'");
        }
        return openLoop(in);
    }

    private static Load closedLoop(Fields in) {
        Place list = in.at("concurrency").orElseThrow();
        List<LoadLevel.Closed> users =
                list.items().stream().map(LoadDecoder::closed).toList();
        Load.ClosedLoop loop = list.make(() -> new Load.ClosedLoop(users, Duration.ZERO));
        return in.at("thinkTime")
                .map(at -> at.make(() -> loop.thinkTime(at.time())))
                .orElse(loop);
    }

    /** A number of users, {@code saturation}, or a mapping with its cap. */
    private static LoadLevel.Closed closed(Place place) {
        if (place.node() instanceof PlanNode.Text text && text.value().equals(SATURATION)) {
            return new LoadLevel.Saturation(OptionalInt.empty());
        }
        if (place.isMapping()) {
            Place cap = place.fields(SATURATION)
                    .at(SATURATION)
                    .orElseThrow(() -> place.problem("give a number of users, or 'saturation'"));
            return cap.make(() -> new LoadLevel.Saturation(OptionalInt.of(cap.small())));
        }
        return place.make(() -> new LoadLevel.Users(place.small()));
    }

    private static Load openLoop(Fields in) {
        Place list = in.at("rate").orElseThrow();
        Arrival arrival = in.or("arrival", at -> at.constant(Arrival.class), Arrival.POISSON);
        OptionalInt cap = cap(in);
        List<LoadLevel.Rate> rates =
                list.items().stream().map(item -> rate(item, arrival, cap)).toList();
        return list.make(() -> new Load.OpenLoop(rates));
    }

    /** A number, or a mapping where levels differ in more than their rate. */
    private static LoadLevel.Rate rate(Place place, Arrival arrival, OptionalInt cap) {
        if (!place.isMapping()) {
            return place.make(() -> new LoadLevel.Rate(place.real(), arrival, cap));
        }
        Fields in = place.fields("perSecond", "arrival", "maxInFlight");
        return place.make(() -> new LoadLevel.Rate(
                in.required("perSecond", Place::real),
                in.or("arrival", at -> at.constant(Arrival.class), arrival),
                in.has("maxInFlight") ? cap(in) : cap));
    }

    private static OptionalInt cap(Fields in) {
        Optional<Integer> cap = in.optional("maxInFlight", at -> {
            int value = at.small();
            if (value < 1) {
                throw at.problem("must be at least 1, but was " + value);
            }
            return value;
        });
        return cap.map(OptionalInt::of).orElse(OptionalInt.empty());
    }
}
