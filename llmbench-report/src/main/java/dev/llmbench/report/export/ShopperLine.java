package dev.llmbench.report.export;

import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.JournaledRequest.Outcome;
import dev.llmbench.report.internal.CleanText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as gpu-shopper's script logs it.
 *
 * @param time when it was over, in whole seconds since 1970
 * @param number its number, from 1
 * @param tokens output tokens; 0 for one that failed
 * @param tokensPerSecond tokens over the time that the server generated, else over the whole request
 * @param byServer whether the server told how long it generated
 * @param seconds from start to end
 * @param error why it failed; absent unless it did
 */
record ShopperLine(
        long time,
        int number,
        long tokens,
        double tokensPerSecond,
        boolean byServer,
        double seconds,
        Optional<String> error) {
    static ShopperLine of(int number, JournaledRequest request, Instant startedAt) {
        Instant end = startedAt.plusNanos(Math.round(1e9 * Requests.end(request)));
        double seconds = Requests.duration(request);
        if (request.outcome() == Outcome.FAILED) {
            String why = request.failure()
                    .map(failure -> failure.kind() + ": " + CleanText.of(failure.message()))
                    .orElse("failed");
            return new ShopperLine(end.getEpochSecond(), number, 0, 0, false, seconds, Optional.of(why));
        }
        Optional<Double> generating = request.tokens()
                .serverOutputTime()
                .filter(time -> time.compareTo(Duration.ZERO) > 0)
                .map(Requests::seconds);
        double divisor = generating.orElse(seconds);
        long tokens = Requests.outputTokens(request);
        return new ShopperLine(
                end.getEpochSecond(),
                number,
                tokens,
                divisor > 0 ? tokens / divisor : 0,
                generating.isPresent(),
                seconds,
                Optional.empty());
    }

    boolean failed() {
        return error.isPresent();
    }

    /** The line; that the server was a simulator stands in each, since its loader takes no other name of the file. */
    ObjectNode json(boolean simulated) {
        ObjectNode node = Json.object();
        node.put("t", time);
        node.put("n", number);
        node.put("tok", tokens);
        Json.put(node, "tps", tokensPerSecond);
        Json.put(node, "dur", seconds);
        error.ifPresent(why -> {
            node.put("err", true);
            node.put("error_msg", why);
        });
        if (simulated) {
            node.put("simulated", true);
        }
        return node;
    }

    /** Over what time speeds were taken, in words. */
    static String basis(List<ShopperLine> lines) {
        List<ShopperLine> succeeded =
                lines.stream().filter(line -> !line.failed()).toList();
        if (succeeded.stream().allMatch(ShopperLine::byServer)) {
            return "tokens / the time that the server says it generated";
        }
        return succeeded.stream().noneMatch(ShopperLine::byServer)
                ? "tokens / wall time of the request, since the server did not tell how long it generated"
                : "tokens / the time that the server says it generated, and where it did not say, wall time";
    }
}
