package dev.llmbench.core.internal.secret;

import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds every place of a target where a secret is referred to. */
final class SecretReferences {
    private SecretReferences() {}

    static Set<SecretRef> in(Target target) {
        Set<SecretRef> found = new LinkedHashSet<>();
        target.apiKey().ifPresent(found::add);
        target.connection().trustStorePassword().ifPresent(found::add);
        found.addAll(target.extras().secretHeaders().values());
        collect(target.extras().bodyFields().values(), found);
        return found;
    }

    static void collect(Object value, Set<SecretRef> found) {
        if (value instanceof SecretRef reference) {
            found.add(reference);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> collect(element, found));
        } else if (value instanceof List<?> list) {
            list.forEach(element -> collect(element, found));
        }
    }
}
