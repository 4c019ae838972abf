package dev.llmbench.core.internal.probe;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.LlmBenchException;
import dev.llmbench.api.Target;
import dev.llmbench.api.TargetException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says in one line why a server did not answer a request, and what to do. */
final class Refusals {
    private static final Pattern CONTEXT = Pattern.compile("context (length|size|window)|maximum context|max_model_len"
            + "|available context|n_ctx|prompt is too long|input is too long|exceeds the max|longer than the maximum");
    private static final Pattern TO_TLS_PORT = Pattern.compile("plain http request was sent|http request to an https");
    private static final Pattern LOADING =
            Pattern.compile("\\bloading|\\bstarting|\\bwarming|not (yet )?(ready|loaded)");
    private static final int LONGEST_LOCATION = 200;

    private final ControlClient client;
    private final Optional<ModelList> models;

    Refusals(ControlClient client, Optional<ModelList> models) {
        this.client = client;
        this.models = models;
    }

    /** Returns what to throw for an answer that is not of status 2xx. */
    LlmBenchException of(Answer answer, String path) {
        int status = answer.status();
        Route route = client.route();
        String words = client.words(answer);
        String said = " (" + status + ": " + words + ")";
        if (status >= 300 && status < 400) {
            return redirect(answer);
        }
        if (TO_TLS_PORT.matcher(words.toLowerCase(Locale.ROOT)).find()) {
            return new ConfigurationException(
                    "the server at " + route.address() + " speaks TLS; use " + route.with("https"));
        }
        return switch (status) {
            case 401, 403 -> keyRefused(said);
            case 404, 405 -> notFound(answer, path, said);
            case 407 ->
                new ConfigurationException(
                        route.firstHopName() + " wants a log-in" + said + "; llmbench uses proxies without one");
            case 408, 504 ->
                new TargetException(
                        "the server at " + route.address() + " gave up waiting" + said + "; look at its log");
            case 429 ->
                new TargetException("the server at " + route.address() + " limits the rate of requests" + said
                        + retryAfter(answer) + "; raise the limit for this key before measuring");
            case 503 -> unavailable(answer, words, said);
            default -> status >= 500 ? broken(said) : refused(words, said);
        };
    }

    /** Returns what to throw for an answer of status 2xx that is not what a server of this protocol sends. */
    LlmBenchException page(Answer answer, String path) {
        return new TargetException("a web page answered at " + client.route().with(scheme()) + path + " ("
                + client.words(answer) + "); check the url: it must be the inference server's, without a route");
    }

    /** Whether an answer that is not of status 2xx means that the server has no such model. */
    boolean meansNoModel(Answer answer) {
        String words = client.words(answer).toLowerCase(Locale.ROOT);
        return switch (answer.status()) {
            case 404 -> refusesModel(answer, words);
            case 400, 422 ->
                unlisted() && words.contains("model") && !CONTEXT.matcher(words).find();
            default -> false;
        };
    }

    private boolean refusesModel(Answer answer, String lowerCase) {
        String model = client.route().target().model().toLowerCase(Locale.ROOT);
        boolean aboutModel = lowerCase.contains("model") || lowerCase.contains(model);
        return !answer.isPage() && (unlisted() || aboutModel);
    }

    /** Whether there is a list of models without this one. */
    private boolean unlisted() {
        return models.filter(list -> list.card(client.route().target().model()).isEmpty())
                .isPresent();
    }

    private LlmBenchException redirect(Answer answer) {
        String location = answer.header("location").map(this::withoutQuery).orElse("nowhere");
        return new ConfigurationException("the server at " + client.route().address() + " redirects (" + answer.status()
                + ") to " + location + "; use the url that it names, since redirects are not followed");
    }

    private LlmBenchException keyRefused(String said) {
        Target target = client.route().target();
        String address = client.route().address();
        return target.apiKey()
                .map(reference -> new ConfigurationException("the server at " + address + " refuses the key of "
                        + reference + said + "; put the right key there, or name another with --api-key-env NAME"))
                .orElseGet(() -> new ConfigurationException("the server at " + address + " wants an API key" + said
                        + "; put it into an environment variable and name that with --api-key-env NAME"
                        + " (Target.apiKey)"));
    }

    private LlmBenchException notFound(Answer answer, String path, String said) {
        String model = client.route().target().model();
        if (meansNoModel(answer)) {
            String shown = client.words(model, 120);
            String has = models.map(list -> "; it has " + list.names(client)).orElse("");
            return new ConfigurationException("the server at " + client.route().address() + " has no model '" + shown
                    + "'" + said + has + "; correct the model's name");
        }
        return new ConfigurationException("the server at " + client.route().address() + " has no route POST "
                + client.route().path(path) + said + "; check the url, or choose another route (chat or completions)");
    }

    private LlmBenchException unavailable(Answer answer, String words, String said) {
        boolean loading = LOADING.matcher(words.toLowerCase(Locale.ROOT)).find();
        String address = client.route().address();
        return loading
                ? new TargetException("the server at " + address + " is still loading its model" + said
                        + "; wait until it is ready, then try again")
                : new TargetException("the server at " + address + " is not available" + said + retryAfter(answer)
                        + "; look at its log, then try again");
    }

    private LlmBenchException broken(String said) {
        return new TargetException("the server at " + client.route().address() + " failed on a small request" + said
                + "; look at its log");
    }

    private LlmBenchException refused(String words, String said) {
        String lower = words.toLowerCase(Locale.ROOT);
        Target target = client.route().target();
        if (CONTEXT.matcher(lower).find()) {
            return new ConfigurationException("the request is longer than the context of the server at "
                    + client.route().address() + said + "; ask for shorter prompts or answers");
        }
        Optional<String> own = target.extras().bodyFields().values().keySet().stream()
                .filter(name -> FieldSearch.names(words, name))
                .findFirst();
        if (own.isPresent()) {
            return new ConfigurationException("the server at " + client.route().address() + " refuses the body field '"
                    + client.words(own.get(), 60) + "'" + said + "; correct it or leave it out");
        }
        if (unlisted() && lower.contains("model")) {
            return new ConfigurationException("the server at " + client.route().address() + " has no model '"
                    + client.words(target.model(), 120) + "'" + said + "; it has "
                    + models.map(list -> list.names(client)).orElse("none")
                    + "; correct the model's name");
        }
        return new ConfigurationException("the server at " + client.route().address() + " refuses even a plain request"
                + said + "; check model, route and extra fields");
    }

    private String retryAfter(Answer answer) {
        return answer.header("retry-after")
                .map(value -> ", to be tried again after " + client.words(value, 40))
                .orElse("");
    }

    /** Queries of redirects carry log-in states. */
    private String withoutQuery(String location) {
        try {
            URI uri = new URI(location);
            String authority = uri.getHost() == null
                    ? ""
                    : uri.getScheme() + "://" + uri.getHost() + (uri.getPort() > 0 ? ":" + uri.getPort() : "");
            return client.words(authority + (uri.getRawPath() == null ? "" : uri.getRawPath()), LONGEST_LOCATION);
        } catch (URISyntaxException e) {
            return "an address that is not valid";
        }
    }

    private String scheme() {
        return client.route().secure() ? "https" : "http";
    }
}
