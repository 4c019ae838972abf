package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.JsonFields;
import dev.llmbench.api.Money;
import dev.llmbench.api.RequestExtras;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Target;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a target from the nodes of a plan file. Values of headers and fields may be keys and are never repeated. */
final class TargetDecoder {
    /** The key whose value in a body field is a reference; a text under this name is refused as a secret anyway. */
    static final String SECRET = "secret";

    private static final Pattern MONEY = Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([A-Z]{3})\\s*");
    private static final Map<String, String> ROUTES =
            Map.of("chat", Target.OPENAI_CHAT, "completions", Target.OPENAI_COMPLETIONS);

    private TargetDecoder() {}

    static Target target(Place place) {
        Fields in = place.fields(
                "url",
                "model",
                "route",
                "protocol",
                "apiKey",
                "pricePerHour",
                "headers",
                "secretHeaders",
                "bodyFields",
                "connection",
                "server");
        in.notBoth("route", "protocol");
        Target.NeedsModel begun = in.required("url", at -> at.make(() -> Target.openAi(at.text())));
        Target target = in.required("model", at -> at.make(() -> begun.model(at.text())));
        return new Target(
                in.optional(
                                "protocol",
                                at -> at.make(() -> target.protocol(at.text()).protocol()))
                        .or(() -> in.optional("route", TargetDecoder::route))
                        .orElse(target.protocol()),
                target.url(),
                target.model(),
                in.optional("apiKey", Place::secret),
                in.or("connection", TargetDecoder::connection, ConnectionSettings.direct()),
                extras(in),
                facts(in));
    }

    private static String route(Place place) {
        String id = ROUTES.get(place.text());
        if (id == null) {
            throw place.problem("there is no route " + Echo.of(place.text())
                    + "; choose chat or completions, or name a wire protocol with 'protocol'");
        }
        return id;
    }

    private static ConnectionSettings connection(Place place) {
        Fields in = place.fields("trustStore", "trustStorePassword", "proxy", "trustAll", "keepAlive");
        ConnectionSettings settings = ConnectionSettings.direct();
        if (in.has("proxy")) {
            Place at = in.at("proxy").orElseThrow();
            settings = at.make(() -> ConnectionSettings.direct().withProxy(at.text()));
        }
        Optional<URI> proxy = settings.proxy();
        return place.make(() -> new ConnectionSettings(
                in.optional("trustStore", Place::text),
                in.optional("trustStorePassword", Place::secret),
                proxy,
                in.or("trustAll", Place::bool, false),
                in.or("keepAlive", Place::bool, true)));
    }

    private static RequestExtras extras(Fields in) {
        RequestExtras extras = RequestExtras.none();
        for (Map.Entry<String, Place> header : entries(in, "headers").entrySet()) {
            RequestExtras before = extras;
            Place value = header.getValue();
            extras = value.make(header.getKey(), () -> before.header(header.getKey(), value.text()));
        }
        for (Map.Entry<String, Place> header : entries(in, "secretHeaders").entrySet()) {
            RequestExtras before = extras;
            SecretRef reference = header.getValue().secret();
            extras = header.getValue().make(header.getKey(), () -> before.header(header.getKey(), reference));
        }
        for (Map.Entry<String, Place> field : entries(in, "bodyFields").entrySet()) {
            RequestExtras before = extras;
            Object value = json(field.getValue());
            extras = field.getValue().make(field.getKey(), () -> before.bodyField(field.getKey(), value));
        }
        return extras;
    }

    private static Map<String, Place> entries(Fields in, String key) {
        return in.at(key).map(at -> at.anyFields().all(place -> place)).orElse(Map.of());
    }

    private static Object json(Place place) {
        PlanNode node = place.node();
        if (node instanceof PlanNode.Mapping mapping) {
            if (mapping.entries().keySet().equals(Set.of(SECRET))) {
                return place.anyFields().required(SECRET, Place::secret);
            }
            Map<String, Object> map = new LinkedHashMap<>();
            place.anyFields().all(at -> at).forEach((key, at) -> map.put(key, json(at)));
            return map;
        }
        if (node instanceof PlanNode.Sequence) {
            List<Object> list = new ArrayList<>();
            place.items().forEach(item -> list.add(json(item)));
            return list;
        }
        if (node instanceof PlanNode.Bool bool) {
            return bool.value();
        }
        if (node instanceof PlanNode.Numeric) {
            return number(place);
        }
        return place.text();
    }

    private static Object number(Place place) {
        BigDecimal value = place.decimal();
        return place.make(() -> JsonFields.none().with("number", value).values().get("number"));
    }

    private static ServerFacts facts(Fields target) {
        Optional<HourlyPrice> price = target.optional("pricePerHour", TargetDecoder::price);
        Optional<Fields> in = target.at("server").map(at -> at.fields("engine", "hardware", "leaseId", "details"));
        return new ServerFacts(
                in.flatMap(server -> server.optional("engine", Place::text)),
                in.flatMap(server -> server.optional("hardware", Place::text)),
                price,
                in.flatMap(server -> server.optional("leaseId", Place::text)),
                in.map(server -> details(server)).orElse(Map.of()));
    }

    private static Map<String, String> details(Fields server) {
        return server.at("details").map(at -> at.anyFields().all(Place::text)).orElse(Map.of());
    }

    private static HourlyPrice price(Place place) {
        if (!place.isMapping()) {
            return place.make(() -> HourlyPrice.given(money(place)));
        }
        Fields in = place.fields("amount", "market", "source", "readAt");
        Money amount = in.required("amount", TargetDecoder::money);
        HourlyPrice given = place.make(() -> HourlyPrice.given(amount));
        return new HourlyPrice(
                amount,
                in.or("market", Place::text, given.market()),
                in.or("source", Place::text, given.source()),
                in.optional("readAt", TargetDecoder::instant));
    }

    private static Money money(Place place) {
        Matcher matcher = MONEY.matcher(place.text());
        if (!matcher.matches()) {
            throw place.problem("give an amount and its currency, such as 1.99 USD, not " + Echo.of(place.text()));
        }
        return place.make(() -> Money.of(matcher.group(1), matcher.group(2)));
    }

    private static Instant instant(Place place) {
        try {
            return Instant.parse(place.text());
        } catch (DateTimeParseException e) {
            throw place.problem("give a time in UTC such as 2026-01-31T12:00:00Z");
        }
    }
}
