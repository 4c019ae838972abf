package dev.llmbench.core.internal.file;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.BenchmarkPlan;
import dev.llmbench.api.Load;
import dev.llmbench.api.LoadLevel;
import dev.llmbench.api.Objective;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.Shape;
import dev.llmbench.api.Stop;
import dev.llmbench.api.Timeouts;
import dev.llmbench.api.TokenRange;
import dev.llmbench.api.ValidityCheck;
import dev.llmbench.api.ValidityLimits;
import dev.llmbench.api.Workload;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Turns a plan into maps, lists, texts and numbers with the keys of a plan file. Defaults are written out, so that a
 * file keeps its meaning when a later version has others.
 *
 * <p>A plan's hash is made of this form: a field that is added must be left out of it while it has its default, or the
 * hashes of all older plans change.
 */
final class PlanEncoder {
    private PlanEncoder() {}

    static Map<String, Object> encode(BenchmarkPlan plan, Optional<Map<String, Object>> target) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!plan.name().isEmpty()) {
            map.put("name", plan.name());
        }
        target.ifPresent(value -> map.put("target", value));
        map.put("workload", workload(plan.workload()));
        map.put("load", load(plan.load()));
        map.put("phases", phases(plan.phases()));
        putUnlessEmpty(map, "stops", stops(plan.stops()));
        map.put("requests", requests(plan.requests()));
        List<Object> objectives = new ArrayList<>();
        plan.criteria().objectives().forEach(objective -> objectives.add(objective(objective)));
        if (!objectives.isEmpty()) {
            map.put("objectives", objectives);
        }
        putUnlessEmpty(map, "limits", limits(plan.criteria().limits()));
        return map;
    }

    private static Map<String, Object> workload(Workload workload) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (workload instanceof Workload.Synthetic synthetic) {
            if (synthetic.shapes().isEmpty()) {
                map.put("inputTokens", tokens(synthetic.inputTokens()));
                map.put("outputTokens", tokens(synthetic.outputTokens()));
            } else {
                map.put(
                        "shapes",
                        synthetic.shapes().stream().map(PlanEncoder::shape).toList());
            }
            synthetic.seed().ifPresent(seed -> map.put("seed", seed));
            map.put("inputLength", Place.name(synthetic.inputLength()));
            map.put("prefix", Place.name(synthetic.prefix()));
            return Map.of("synthetic", map);
        }
        Workload.PromptFile file = (Workload.PromptFile) workload;
        map.put("path", file.path());
        map.put("format", Place.name(file.format()));
        map.put("outputTokens", tokens(file.outputTokens()));
        file.seed().ifPresent(seed -> map.put("seed", seed));
        map.put("shuffled", file.shuffled());
        return Map.of("promptFile", map);
    }

    private static Map<String, Object> shape(Shape shape) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("inputTokens", tokens(shape.inputTokens()));
        map.put("outputTokens", tokens(shape.outputTokens()));
        return map;
    }

    private static Object tokens(TokenRange range) {
        return range.fixed() ? (Object) (long) range.min() : range.toString();
    }

    private static Object closed(LoadLevel.Closed level) {
        if (level instanceof LoadLevel.Saturation saturation) {
            return saturation.cap().isPresent()
                    ? Map.of(LoadDecoder.SATURATION, (long) saturation.cap().getAsInt())
                    : LoadDecoder.SATURATION;
        }
        return (long) ((LoadLevel.Users) level).concurrency();
    }

    private static Map<String, Object> load(Load load) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (load instanceof Load.ClosedLoop closed) {
            map.put(
                    "concurrency",
                    closed.levels().stream().map(PlanEncoder::closed).toList());
            map.put("thinkTime", DurationText.of(closed.thinkTime()));
            return map;
        }
        List<LoadLevel.Rate> levels = ((Load.OpenLoop) load).levels();
        Arrival arrival = levels.get(0).arrival();
        OptionalInt cap = levels.get(0).cap();
        if (levels.stream()
                .allMatch(level -> level.arrival() == arrival && level.cap().equals(cap))) {
            map.put(
                    "rate",
                    levels.stream()
                            .map(level -> Numbers.shortest(level.requestsPerSecond()))
                            .toList());
            map.put("arrival", Place.name(arrival));
            cap.ifPresent(value -> map.put("maxInFlight", (long) value));
            return map;
        }
        map.put("rate", levels.stream().map(PlanEncoder::rate).toList());
        return map;
    }

    private static Map<String, Object> rate(LoadLevel.Rate level) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("perSecond", Numbers.shortest(level.requestsPerSecond()));
        map.put("arrival", Place.name(level.arrival()));
        level.cap().ifPresent(value -> map.put("maxInFlight", (long) value));
        return map;
    }

    private static Map<String, Object> phases(Phases phases) {
        Map<String, Object> map = new LinkedHashMap<>();
        phases.warmUp().ifPresent(time -> map.put("warmUp", DurationText.of(time)));
        phases.rampUp().ifPresent(time -> map.put("rampUp", DurationText.of(time)));
        phases.drainLimit().ifPresent(time -> map.put("drainLimit", DurationText.of(time)));
        map.put("rest", DurationText.of(phases.rest()));
        phases.safetyLimit().ifPresent(time -> map.put("safetyLimit", DurationText.of(time)));
        map.put("heldLoad", Place.name(phases.heldLoad()));
        if (phases.repeats() > 1) {
            map.put("repeats", (long) phases.repeats());
        }
        return map;
    }

    private static Map<String, Object> stops(List<Stop> stops) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Stop stop : stops) {
            if (stop instanceof Stop.Elapsed elapsed) {
                map.put("elapsed", DurationText.of(elapsed.duration()));
            } else if (stop instanceof Stop.Requests requests) {
                map.put("requests", requests.count());
            } else if (stop instanceof Stop.RequestsPerUser each) {
                map.put("requestsPerUser", (long) each.count());
            } else if (stop instanceof Stop.OutputTokens tokens) {
                map.put("outputTokens", tokens.count());
            } else if (stop instanceof Stop.ErrorRate rate) {
                Map<String, Object> rule = new LinkedHashMap<>();
                rule.put("limit", Numbers.shortest(rate.limit()));
                rule.put("minRequests", (long) rate.minRequests());
                map.put("errorRate", rule);
            }
        }
        return map;
    }

    private static Map<String, Object> requests(RequestSettings requests) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("stream", requests.stream());
        map.put("temperature", Numbers.shortest(requests.temperature()));
        map.put("outputLength", Place.name(requests.outputLength()));
        map.put("usage", Place.name(requests.usage()));
        Timeouts timeouts = requests.timeouts();
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("connect", DurationText.of(timeouts.connect()));
        times.put("firstToken", DurationText.of(timeouts.firstToken()));
        times.put("stall", DurationText.of(timeouts.stall()));
        times.put("total", DurationText.of(timeouts.total()));
        map.put("timeouts", times);
        return map;
    }

    /** Not {@code Objective.toString}, whose digits of odd percentiles have an exponent. */
    private static String objective(Objective objective) {
        BigDecimal millis = new BigDecimal(objective.limit().toNanos()).movePointLeft(6);
        return objective.metric().id() + ".p" + Numbers.text(objective.percentile()) + "="
                + millis.stripTrailingZeros().toPlainString() + "ms";
    }

    private static Map<String, Object> limits(ValidityLimits limits) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (ValidityCheck check : ValidityCheck.values()) {
            Map<String, Object> changed = new LinkedHashMap<>();
            putLimit(changed, "suspect", limits.suspectAbove().get(check));
            putLimit(changed, "invalid", limits.invalidAbove().get(check));
            putUnlessEmpty(map, Place.name(check), changed);
        }
        return map;
    }

    private static void putLimit(Map<String, Object> map, String key, @Nullable Double limit) {
        if (limit != null) {
            map.put(key, limit.isInfinite() ? "never" : Numbers.shortest(limit));
        }
    }

    static void putUnlessEmpty(Map<String, Object> map, String key, Map<String, ?> value) {
        if (!value.isEmpty()) {
            map.put(key, value);
        }
    }
}
