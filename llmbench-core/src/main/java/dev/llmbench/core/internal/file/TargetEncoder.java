package dev.llmbench.core.internal.file;

import dev.llmbench.api.ConnectionSettings;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a target into maps, lists, texts and numbers with the keys of a plan file; secrets stay references. */
final class TargetEncoder {
    private TargetEncoder() {}

    static Map<String, Object> encode(Target target) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("url", target.url().toString());
        map.put("model", target.model());
        switch (target.protocol()) {
            case Target.OPENAI_CHAT -> map.put("route", "chat");
            case Target.OPENAI_COMPLETIONS -> map.put("route", "completions");
            default -> map.put("protocol", target.protocol());
        }
        target.apiKey().ifPresent(reference -> map.put("apiKey", reference.toString()));
        target.facts().pricePerHour().ifPresent(price -> map.put("pricePerHour", price(price)));
        PlanEncoder.putUnlessEmpty(map, "headers", target.extras().headers());
        Map<String, Object> secrets = new LinkedHashMap<>();
        target.extras().secretHeaders().forEach((name, reference) -> secrets.put(name, reference.toString()));
        PlanEncoder.putUnlessEmpty(map, "secretHeaders", secrets);
        Map<String, Object> fields = new LinkedHashMap<>();
        target.extras().bodyFields().values().forEach((name, value) -> fields.put(name, json(value)));
        PlanEncoder.putUnlessEmpty(map, "bodyFields", fields);
        PlanEncoder.putUnlessEmpty(map, "connection", connection(target.connection()));
        PlanEncoder.putUnlessEmpty(map, "server", server(target.facts()));
        return map;
    }

    private static Object json(Object value) {
        if (value instanceof SecretRef reference) {
            return Map.of(TargetDecoder.SECRET, reference.toString());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TargetEncoder::json).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, field) -> copy.put((String) name, json(field)));
            return copy;
        }
        return value;
    }

    private static Map<String, Object> connection(ConnectionSettings settings) {
        Map<String, Object> map = new LinkedHashMap<>();
        settings.trustStore().ifPresent(path -> map.put("trustStore", path));
        settings.trustStorePassword().ifPresent(reference -> map.put("trustStorePassword", reference.toString()));
        settings.proxy().ifPresent(url -> map.put("proxy", url.toString()));
        if (settings.trustAll()) {
            map.put("trustAll", true);
        }
        if (!settings.keepAlive()) {
            map.put("keepAlive", false);
        }
        return map;
    }

    private static Map<String, Object> server(ServerFacts facts) {
        Map<String, Object> map = new LinkedHashMap<>();
        facts.engine().ifPresent(words -> map.put("engine", words));
        facts.hardware().ifPresent(words -> map.put("hardware", words));
        facts.leaseId().ifPresent(id -> map.put("leaseId", id));
        PlanEncoder.putUnlessEmpty(map, "details", facts.details());
        return map;
    }

    private static Object price(HourlyPrice price) {
        if (price.equals(HourlyPrice.given(price.amount()))) {
            return price.amount().toString();
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("amount", price.amount().toString());
        map.put("market", price.market());
        map.put("source", price.source());
        price.readAt().ifPresent(time -> map.put("readAt", time.toString()));
        return map;
    }
}
