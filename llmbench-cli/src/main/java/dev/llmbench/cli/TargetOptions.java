package dev.llmbench.cli;

import dev.llmbench.api.Diagnosis;
import dev.llmbench.api.HourlyPrice;
import dev.llmbench.api.Money;
import dev.llmbench.api.RequestExtras;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.ServerFacts;
import dev.llmbench.api.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which server is asked. What may hold a secret stays text here, so that no message of the parser repeats it. */
final class TargetOptions {
    private static final Pattern PRICE = Pattern.compile("\\s*([0-9]+(?:\\.[0-9]+)?)\\s*([A-Z]{3})?\\s*");

    /** The OpenAI routes. */
    enum Route {
        CHAT,
        COMPLETIONS;

        private String protocol() {
            return this == CHAT ? Target.OPENAI_CHAT : Target.OPENAI_COMPLETIONS;
        }
    }

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The server, such as http://localhost:8000; a trailing /v1 is dropped.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "The model's name as the server knows it.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--route", paramLabel = "chat|completions", description = "The OpenAI route (default: chat).")
    private Optional<Route> route = Optional.empty();

    @Option(
            names = "--protocol",
            paramLabel = "ID",
            description = "Another wire protocol on the class path, instead of --route.")
    private Optional<String> protocol = Optional.empty();

    @Option(
            names = "--api-key-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the API key. Keys are never given themselves.")
    private Optional<String> apiKeyEnv = Optional.empty();

    @Option(names = "--header", paramLabel = "'NAME: VALUE'", description = "A further header, no secret. Repeatable.")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--secret-header",
            paramLabel = "'NAME: REF'",
            description =
                    "A further header whose value is a secret, by reference: env:VARIABLE or file:PATH. Repeatable.")
    private List<String> secretHeaders = new ArrayList<>();

    @Option(
            names = "--body-field",
            paramLabel = "NAME=JSON",
            description = "A further field of every request's body, such as top_p=0.9 or stop='[\"x\"]'. Repeatable.")
    private List<String> bodyFields = new ArrayList<>();

    @Option(
            names = "--price-per-hour",
            paramLabel = "AMOUNT",
            description = "What the server's whole machine costs, such as 1.99 (USD) or '1.99 EUR'.")
    private Optional<String> price = Optional.empty();

    @ArgGroup(exclusive = false)
    private ConnectionOptions connection = new ConnectionOptions();

    /** The server of the options. */
    Target target() {
        if (url.isEmpty() || model.isEmpty()) {
            throw new UsageException(
                    (url.isEmpty() ? "--url" : "--model") + " is missing: name the server and its model, such as"
                            + " --url http://localhost:8000 --model NAME");
        }
        String named = url.get();
        Target.NeedsModel begun = UsageException.naming("--url", () -> Target.openAi(named));
        return changed(UsageException.naming("--model", () -> begun.model(model.get())));
    }

    /** Whether any of these options names a server. */
    boolean named() {
        return url.isPresent() || model.isPresent();
    }

    /** The server of the options, whose model may be left open. */
    Target targetOfAnyModel() {
        if (url.isEmpty()) {
            throw new UsageException("--url is missing: name the server, such as --url http://localhost:8000");
        }
        String named = url.get();
        Target.NeedsModel begun = UsageException.naming("--url", () -> Target.openAi(named));
        return changed(UsageException.naming("--model", () -> begun.model(model.orElse(Diagnosis.ANY_MODEL))));
    }

    /** The server of a plan, changed by the options that were given; without one in the plan, that of the options. */
    Target target(Optional<Target> ofPlan) {
        if (ofPlan.isEmpty()) {
            return target();
        }
        Target base = ofPlan.get();
        String name = model.orElse(base.model());
        Target other = url.map(text ->
                        UsageException.naming("--url", () -> Target.openAi(text).model(name)))
                .orElse(base);
        return changed(UsageException.naming(
                "--model",
                () -> new Target(
                        base.protocol(),
                        other.url(),
                        name,
                        base.apiKey(),
                        base.connection(),
                        base.extras(),
                        base.facts())));
    }

    /** As {@link #target(Optional)}; empty where neither the plan nor an option names a server. */
    Optional<Target> targetIfNamed(Optional<Target> ofPlan) {
        return ofPlan.isEmpty() && url.isEmpty() && model.isEmpty() ? Optional.empty() : Optional.of(target(ofPlan));
    }

    private Target changed(Target base) {
        if (route.isPresent() && protocol.isPresent()) {
            throw new UsageException("give either --route or --protocol, not both");
        }
        String id = protocol.or(() -> route.map(Route::protocol)).orElse(base.protocol());
        Optional<SecretRef> key = apiKeyEnv
                .<SecretRef>map(name -> UsageException.naming("--api-key-env", () -> SecretRef.env(name)))
                .or(base::apiKey);
        return UsageException.naming(
                "--protocol",
                () -> new Target(
                        id,
                        base.url(),
                        base.model(),
                        key,
                        connection.changed(base.connection()),
                        extras(base.extras()),
                        facts(base.facts())));
    }

    private RequestExtras extras(RequestExtras base) {
        RequestExtras extras = base;
        for (String header : headers) {
            RequestExtras before = extras;
            Pair pair = Pair.of("--header", "'NAME: VALUE'", header, ':');
            extras = UsageException.naming("--header", () -> before.header(pair.name(), pair.value()));
        }
        for (String header : secretHeaders) {
            RequestExtras before = extras;
            Pair pair = Pair.of("--secret-header", "'NAME: env:VARIABLE'", header, ':');
            extras = UsageException.naming(
                    "--secret-header", () -> before.header(pair.name(), SecretRef.parse(pair.value())));
        }
        for (String field : bodyFields) {
            RequestExtras before = extras;
            Pair pair = Pair.of("--body-field", "NAME=JSON", field, '=');
            Object value = JsonValue.parse("--body-field " + pair.name(), pair.value());
            extras = UsageException.naming("--body-field", () -> before.bodyField(pair.name(), value));
        }
        return extras;
    }

    private ServerFacts facts(ServerFacts base) {
        return price.map(text -> base.withPricePerHour(price(text))).orElse(base);
    }

    private static HourlyPrice price(String text) {
        Matcher matcher = PRICE.matcher(text);
        if (!matcher.matches()) {
            throw new UsageException(
                    "--price-per-hour: '" + text + "' is no price; write 1.99, or '1.99 EUR' for another currency");
        }
        String currency = Optional.ofNullable(matcher.group(2)).orElse("USD");
        return UsageException.naming("--price-per-hour", () -> HourlyPrice.given(Money.of(matcher.group(1), currency)));
    }

    /** A name and a value out of one argument. */
    private record Pair(String name, String value) {
        static Pair of(String option, String form, String text, char separator) {
            int at = text.indexOf(separator);
            String name = at < 0 ? "" : text.substring(0, at).strip();
            if (!name.matches("[\\p{Graph}&&[^@]]{1,80}")) {
                throw new UsageException(option + " is written " + form
                        + " (what was given is not repeated here, since it may hold a secret)");
            }
            return new Pair(name, text.substring(at + 1).strip());
        }
    }
}
