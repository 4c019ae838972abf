package dev.llmbench.core.internal.file;

import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Criteria;
import dev.llmbench.api.Objective;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Target;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.ValidityLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a plan from the nodes of a plan file. */
final class PlanDecoder {
    private static final String NEVER = "never";

    private PlanDecoder() {}

    /** A plan, and the target where the file names one. */
    record Decoded(BenchmarkPlan plan, Optional<Target> target) {}

    static Decoded decode(PlanSource source, PlanNode root) {
        Place place = new Place(source, "", root);
        Fields top = place.fields(
                "name", "target", "workload", "load", "phases", "stops", "requests", "objectives", "limits");
        Optional<Target> target = top.optional("target", TargetDecoder::target);
        var workload = top.required("workload", LoadDecoder::workload);
        var load = top.required("load", LoadDecoder::load);
        Phases phases = top.or("phases", PlanDecoder::phases, Phases.defaults());
        List<Stop> stops = top.or("stops", PlanDecoder::stops, List.of());
        RequestSettings requests = top.or("requests", PlanDecoder::requests, RequestSettings.defaults());
        Criteria criteria = new Criteria(
                top.or("objectives", PlanDecoder::objectives, List.of()),
                top.or("limits", PlanDecoder::limits, ValidityLimits.defaults()));
        String name = top.or("name", Place::text, "");
        BenchmarkPlan plan = top.at("name")
                .orElse(place)
                .make(() -> new BenchmarkPlan(name, workload, load, phases, stops, requests, criteria));
        return new Decoded(plan, target);
    }

    private static Phases phases(Place place) {
        Fields in = place.fields("warmUp", "rampUp", "drainLimit", "rest", "safetyLimit", "heldLoad", "repeats");
        Phases defaults = Phases.defaults();
        return place.make(() -> new Phases(
                in.optional("warmUp", Place::time),
                in.optional("rampUp", Place::time),
                in.optional("drainLimit", Place::time),
                in.or("rest", Place::time, defaults.rest()),
                in.optional("safetyLimit", Place::time),
                in.or("heldLoad", at -> at.constant(Phases.HeldLoad.class), defaults.heldLoad()),
                in.or("repeats", Place::small, defaults.repeats())));
    }

    private static List<Stop> stops(Place place) {
        Fields in = place.fields("elapsed", "requests", "requestsPerUser", "outputTokens", "errorRate");
        List<Stop> stops = new ArrayList<>();
        // in the file's order; a newer version's stops are passed over where that is allowed
        for (String key : in.keys()) {
            switch (key) {
                case "elapsed" -> stops.add(in.required(key, at -> at.make(() -> Stop.elapsed(at.time()))));
                case "requests" -> stops.add(in.required(key, at -> at.make(() -> Stop.requests(at.whole()))));
                case "requestsPerUser" ->
                    stops.add(in.required(key, at -> at.make(() -> Stop.requestsPerUser(at.small()))));
                case "outputTokens" -> stops.add(in.required(key, at -> at.make(() -> Stop.outputTokens(at.whole()))));
                case "errorRate" -> stops.add(in.required(key, PlanDecoder::errorRate));
                default -> {}
            }
        }
        return stops;
    }

    private static Stop errorRate(Place place) {
        if (!place.isMapping()) {
            return place.make(() -> Stop.errorRate(place.real()));
        }
        Fields in = place.fields("limit", "minRequests");
        double limit = in.required("limit", Place::real);
        Stop.ErrorRate usual = place.make(() -> Stop.errorRate(limit));
        return place.make(() -> new Stop.ErrorRate(limit, in.or("minRequests", Place::small, usual.minRequests())));
    }

    private static RequestSettings requests(Place place) {
        Fields in = place.fields("stream", "temperature", "outputLength", "usage", "timeouts");
        RequestSettings defaults = RequestSettings.defaults();
        return place.make(() -> new RequestSettings(
                in.or("stream", Place::bool, defaults.stream()),
                in.or("temperature", Place::real, defaults.temperature()),
                in.or("outputLength", at -> at.constant(RequestSettings.OutputLength.class), defaults.outputLength()),
                in.or("usage", at -> at.constant(RequestSettings.UsageReporting.class), defaults.usage()),
                in.or("timeouts", PlanDecoder::timeouts, defaults.timeouts())));
    }

    private static Timeouts timeouts(Place place) {
        Fields in = place.fields("connect", "firstToken", "stall", "total");
        Timeouts defaults = Timeouts.defaults();
        return place.make(() -> new Timeouts(
                in.or("connect", Place::time, defaults.connect()),
                in.or("firstToken", Place::time, defaults.firstToken()),
                in.or("stall", Place::time, defaults.stall()),
                in.or("total", Place::time, defaults.total())));
    }

    private static List<Objective> objectives(Place place) {
        return place.items().stream()
                .map(item -> item.make(() -> Objective.parse(item.text())))
                .toList();
    }

    private static ValidityLimits limits(Place place) {
        Fields in = place.fields(
                Arrays.stream(ValidityCheck.values()).map(Place::name).toArray(String[]::new));
        Map<ValidityCheck, Double> suspect = new EnumMap<>(ValidityCheck.class);
        Map<ValidityCheck, Double> invalid = new EnumMap<>(ValidityCheck.class);
        for (ValidityCheck check : ValidityCheck.values()) {
            in.at(Place.name(check)).map(at -> at.fields("suspect", "invalid")).ifPresent(limit -> {
                limit.optional("suspect", PlanDecoder::limit).ifPresent(value -> suspect.put(check, value));
                limit.optional("invalid", PlanDecoder::limit).ifPresent(value -> invalid.put(check, value));
            });
        }
        return place.make(() -> new ValidityLimits(suspect, invalid));
    }

    private static double limit(Place place) {
        boolean never =
                place.node() instanceof PlanNode.Text text && text.value().equals(NEVER);
        return never ? Double.POSITIVE_INFINITY : place.real();
    }
}
