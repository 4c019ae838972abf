import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.group;
import static io.gatling.javaapi.core.CoreDsl.regex;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users that ask for streamed answers one after the other.
 *
 * <p>The group "first" ends with the first chunk that has text, the group "answer" with the end of the stream.
 */
public final class StreamedAnswers extends Simulation {
    private static final int PATIENCE_SECONDS = 120;
    // a chunk with text, however its quotes are escaped; that of the role has an empty one
    private static final String TEXT = "content\\W+ \\w";
    private static final String DONE = "[DONE]";

    {
        String url = System.getProperty("url");
        int streams = Integer.getInteger("users");
        int perUser = Integer.getInteger("perUser");
        int tokens = Integer.getInteger("tokens");
        List<String> prompts = lines(Path.of(System.getProperty("prompts")));
        AtomicInteger next = new AtomicInteger();
        var ask = sse("ask")
                .post("/v1/chat/completions")
                .header("content-type", "application/json")
                .body(StringBody(session -> {
                    String prompt = prompts.get(next.getAndIncrement() % prompts.size());
                    return "{\"model\":\"scripted\",\"messages\":[{\"role\":\"user\",\"content\":\"" + prompt
                            + "\"}],\"stream\":true,\"max_tokens\":" + tokens
                            + ",\"ignore_eos\":true,\"stream_options\":{\"include_usage\":true}}";
                }))
                .await(PATIENCE_SECONDS)
                .on(sse.checkMessage("text").matching(regex(TEXT)).check(regex(TEXT)));
        var end = sse("end")
                .setCheck()
                .await(PATIENCE_SECONDS)
                .on(sse.checkMessage("done").matching(substring(DONE)).check(substring(DONE)));
        var users = scenario("users")
                .exec(repeat(perUser).on(group("answer").on(group("first").on(exec(ask)), exec(end)), exec(sse("close").close())));
        setUp(users.injectOpen(atOnceUsers(streams))).protocols(http.baseUrl(url));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.substring(line.indexOf(": \"") + 3, line.lastIndexOf('"')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
