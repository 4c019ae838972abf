package dev.llmbench.api;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * A server that exists: its address, the model to ask, and how to get there.
 *
 * <pre>{@code
 * Target target = Target.openAi("http://localhost:8000").model("meta-llama/Llama-3.1-8B-Instruct")
 *         .apiKey(SecretRef.env("VLLM_API_KEY"));
 * }</pre>
 *
 * @param protocol the id of the wire protocol, such as {@code openai-chat}
 * @param url scheme, host, port and an optional path below which the protocol's paths lie; a trailing {@code /v1} is
 *     dropped, since the protocols add it. User info, query and fragment are refused
 * @param model the model's name as the server knows it
 * @param apiKey where the key is to be found, sent as {@code Authorization: Bearer …}
 * @param connection TLS and proxy
 * @param extras further headers and body fields
 * @param facts what the user states about the machine
 */
public record Target(
        String protocol,
        URI url,
        String model,
        Optional<SecretRef> apiKey,
        ConnectionSettings connection,
        RequestExtras extras,
        ServerFacts facts)
        implements Where, Served {
    /** Id of the chat protocol, the default. */
    public static final String OPENAI_CHAT = "openai-chat";

    /** Id of the completions protocol. */
    public static final String OPENAI_COMPLETIONS = "openai-completions";

    private static final Set<String> SCHEMES = Set.of("http", "https");

    /** Checks the address. */
    public Target {
        if (protocol.isBlank()) {
            throw new IllegalArgumentException("protocol must not be empty; the default is " + OPENAI_CHAT);
        }
        if (model.isBlank()) {
            throw new IllegalArgumentException("model must not be empty");
        }
        if (SecretGuess.byValue(model)) {
            throw new IllegalArgumentException(
                    "model looks like a key (it is not repeated here); give the model's name,"
                            + " and the key by reference, such as SecretRef.env(\"NAME\")");
        }
        url = checked(url);
    }

    /** What is still missing: the model. */
    @FunctionalInterface
    public interface NeedsModel {
        /**
         * Names the model.
         *
         * @param name the model's name as the server knows it
         * @return the target
         */
        Target model(String name);
    }

    /**
     * Begins a target that speaks the OpenAI protocol, by its chat route.
     *
     * @param url such as {@code http://localhost:8000}
     * @return the step that takes the model
     */
    public static NeedsModel openAi(String url) {
        URI checked = checked(Urls.parse("url", url, "http://localhost:8000"));
        return model -> new Target(
                OPENAI_CHAT,
                checked,
                model,
                Optional.empty(),
                ConnectionSettings.direct(),
                RequestExtras.none(),
                ServerFacts.unknown());
    }

    /**
     * Returns this target asked by another protocol.
     *
     * @param id the protocol's id, such as {@link #OPENAI_COMPLETIONS}
     * @return a new target
     */
    public Target protocol(String id) {
        return new Target(id, url, model, apiKey, connection, extras, facts);
    }

    /**
     * Returns this target asked by the completions route.
     *
     * @return a new target
     */
    public Target completions() {
        return protocol(OPENAI_COMPLETIONS);
    }

    /**
     * Returns this target with a key.
     *
     * @param reference where the key is to be found
     * @return a new target
     */
    public Target apiKey(SecretRef reference) {
        return new Target(protocol, url, model, Optional.of(reference), connection, extras, facts);
    }

    /**
     * Returns this target reached in another way.
     *
     * @param settings TLS and proxy
     * @return a new target
     */
    public Target connection(ConnectionSettings settings) {
        return new Target(protocol, url, model, apiKey, settings, extras, facts);
    }

    /**
     * Returns this target with one more request header.
     *
     * @param name the header's name
     * @param value its value, no secret
     * @return a new target
     */
    public Target header(String name, String value) {
        return new Target(protocol, url, model, apiKey, connection, extras.header(name, value), facts);
    }

    /**
     * Returns this target with one more request header whose value is a secret.
     *
     * @param name the header's name
     * @param reference where the value is to be found
     * @return a new target
     */
    public Target header(String name, SecretRef reference) {
        return new Target(protocol, url, model, apiKey, connection, extras.header(name, reference), facts);
    }

    /**
     * Returns this target with one more field in the body of every request.
     *
     * @param name the field's name; a field of the protocol itself is replaced
     * @param value as {@link JsonFields} takes it
     * @return a new target
     */
    public Target bodyField(String name, Object value) {
        return new Target(protocol, url, model, apiKey, connection, extras.bodyField(name, value), facts);
    }

    /**
     * Returns this target with the price of its machine, from which costs are computed.
     *
     * @param amount the price of one hour of the whole machine
     * @return a new target
     */
    public Target pricePerHour(Money amount) {
        return facts(facts.withPricePerHour(HourlyPrice.given(amount)));
    }

    /**
     * Returns this target with what is known about its machine.
     *
     * @param known the facts
     * @return a new target
     */
    public Target facts(ServerFacts known) {
        return new Target(protocol, url, model, apiKey, connection, extras, known);
    }

    @Override
    public Target target() {
        return this;
    }

    private static URI checked(URI url) {
        URI checked = Urls.normalized(
                "url", url, SCHEMES, "must begin with http:// or https:// and name a host of letters, digits, . and -");
        String path = checked.getRawPath();
        String text = checked.toString();
        return path.endsWith("/v1")
                ? URI.create(Urls.withoutSlashesAtEnd(text.substring(0, text.length() - "/v1".length())))
                : checked;
    }
}
