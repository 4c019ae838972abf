package dev.llmbench.core.internal.probe;

import static dev.llmbench.core.internal.probe.Probing.refused;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.SecretRef;
import dev.llmbench.api.Target;
import dev.llmbench.api.TargetException;
import dev.llmbench.core.internal.probe.ToyServer.Reply;
import dev.llmbench.core.internal.workload.ToyTokenizer;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedTest {
    private final ToyServer server = new ToyServer(ToyTokenizer.plain());

    @AfterEach
    void close() {
        server.close();
    }

    private Target target() {
        return Target.openAi(server.url()).model(ToyServer.MODEL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | Unauthorized            | wants an API key          | --api-key-env | true",
                "403 | no                      | wants an API key          | --api-key-env | true",
                "405 | Method Not Allowed      | has no route POST         | check the url | true",
                "400 | maximum context length is 5 | longer than the context | shorter     | true",
                "400 | bad things              | refuses even a plain      | bad things    | true",
                "429 | slow down               | limits the rate           | slow down     | false",
                "500 | oops                    | failed on a small request | oops          | false",
                "502 | oops                    | failed on a small request | log           | false",
                "503 | Loading model           | still loading             | try again     | false",
                "503 | overloaded              | not available             | try again     | false",
            })
    void is_told_in_one_line(int status, String words, String what, String remedy, boolean configuration) {
        server.reply("/v1/chat/completions", Reply.of(status, "{\"error\":{\"message\":\"" + words + "\"}}"));

        refused(
                target(),
                configuration ? ConfigurationException.class : TargetException.class,
                String.valueOf(status),
                words,
                what,
                remedy);
    }

    @Test
    void that_refuses_a_key_names_its_place() {
        server.reply("/v1/chat/completions", Reply.of(401, "{\"error\":\"Unauthorized\"}"));

        refused(
                target().apiKey(SecretRef.env("MY_KEY")),
                ConfigurationException.class,
                "refuses the key of env:MY_KEY",
                "--api-key-env");
    }

    @Test
    void that_does_not_know_the_model_lists_ten() {
        String models = IntStream.range(0, 12)
                .mapToObj(i -> "{\"id\":\"model-" + i + "\"}")
                .collect(Collectors.joining(","));
        server.reply("/v1/models", Reply.of(200, "{\"data\":[" + models + "]}"));
        server.reply("/v1/chat/completions", Reply.of(404, "{\"error\":{\"message\":\"The model does not exist.\"}}"));

        refused(
                target(),
                ConfigurationException.class,
                "no model 'toy'",
                "'model-0', 'model-1'",
                "'model-9' and 2 more",
                "correct");
    }

    @Test
    void that_does_not_know_the_route_says_which() {
        server.reply("/v1/chat/completions", Reply.of(404, "{\"detail\":\"Not Found\"}"));

        refused(target(), ConfigurationException.class, "no route POST /v1/chat/completions", "check the url");
    }

    @Test
    void that_is_a_web_page_says_so() {
        Reply page = new Reply(200, Map.of("Content-Type", "text/html"), "<html><title>Welcome</title></html>");
        server.reply("/v1/models", page).reply("/v1/chat/completions", page);

        refused(target(), TargetException.class, "web page", "Welcome", "check the url");
    }

    @Test
    void that_redirects_names_the_other_address_and_goes_nowhere() {
        Reply reply = new Reply(307, Map.of("Location", "https://other.example:9/v1/chat/completions?state=1"), "");
        server.reply("/v1/chat/completions", reply);

        refused(
                target().apiKey(SecretRef.env("KEY")),
                ConfigurationException.class,
                "307",
                "https://other.example:9/v1/chat/completions;",
                "not followed");
    }

    @Test
    void that_is_empty_is_no_answer() {
        server.reply("/v1/chat/completions", Reply.of(200, ""));

        refused(target(), TargetException.class, "check");
    }

    @Test
    void that_ends_too_early_is_no_answer() {
        server.reply(
                "/v1/chat/completions",
                Reply.of(200, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n"));

        refused(target(), TargetException.class, "without a finish reason");
    }

    @Test
    void that_fails_inside_tells_why() {
        server.reply("/v1/chat/completions", Reply.of(200, "data: {\"error\":{\"message\":\"engine died\"}}\n\n"));

        refused(target(), TargetException.class, "failed inside its answer", "engine died");
    }

    @Test
    void has_its_control_characters_escaped_and_its_length_bounded() {
        server.reply(
                "/v1/chat/completions", Reply.of(500, "{\"error\":\"a\\u001b[31m\\nb" + "x".repeat(100_000) + "\"}"));

        refused(target(), TargetException.class, "a\\u001b[31m\\nbxxx");
    }
}
