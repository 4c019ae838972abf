package dev.llmbench.report.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.llmbench.core.JournaledRequest;
import dev.llmbench.core.JournaledRequest.Outcome;
import dev.llmbench.core.JournaledRequest.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuideLlmTest {
    private static JournaledRequest request(double start, double first, double end, long prompt, long output) {
        return new JournaledRequest(
                0,
                0,
                Phase.MEASURED,
                Outcome.SUCCEEDED,
                Optional.empty(),
                new JournaledRequest.Stamps(
                        seconds(start),
                        Optional.of(seconds(start)),
                        Optional.of(seconds(start)),
                        Optional.of(seconds(first)),
                        Optional.of(seconds(first)),
                        Optional.of(seconds(first)),
                        Optional.of(seconds(end)),
                        Optional.of(seconds(end))),
                new JournaledRequest.Tokens(
                        10, Optional.of(prompt), Optional.of(output), (int) output, Optional.empty(), Optional.empty()),
                Optional.empty());
    }

    /** The same request as one that was cut off, so that the server told nothing of it. */
    private static JournaledRequest withoutUsage(JournaledRequest request, Optional<Integer> wanted) {
        return new JournaledRequest(
                1,
                0,
                Phase.MEASURED,
                Outcome.CENSORED,
                Optional.empty(),
                request.stamps(),
                new JournaledRequest.Tokens(
                        10, Optional.empty(), Optional.empty(), request.tokens().events(), Optional.empty(), wanted),
                Optional.empty());
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(1e9 * seconds));
    }

    @Test
    void takes_the_first_start_for_an_event_and_leaves_out_the_last_end() {
        GuideLlm apart = new GuideLlm(List.of(request(0, 1, 2, 5, 3), request(0, 1, 4, 5, 3)));
        GuideLlm together = new GuideLlm(List.of(request(0, 1, 4, 5, 3), request(0, 1, 4, 5, 3)));

        assertThat(apart.requestsPerSecond()).contains(2 / 4.0);
        assertThat(together.requestsPerSecond()).contains(1 / 4.0);
    }

    @Test
    void weights_concurrency_by_time() {
        GuideLlm means = new GuideLlm(List.of(request(0, 1, 2, 5, 3), request(1, 2, 4, 5, 3)));

        assertThat(means.concurrency()).contains((2 + 3) / 4.0);
        assertThat(means.duration()).isEqualTo(4);
    }

    @Test
    void spreads_tokens_from_the_first_to_the_end_and_leaves_out_the_last() {
        GuideLlm means = new GuideLlm(List.of(request(0, 1, 2, 5, 3), request(0, 1, 4, 7, 4)));

        assertThat(means.outputTokensPerSecond()).contains((3 + 3) / 4.0);
        assertThat(means.totalTokensPerSecond()).contains((5 + 3 + 7 + 3) / 4.0);
    }

    @Test
    void takes_the_wanted_length_of_a_prompt_that_the_server_did_not_count() {
        JournaledRequest whole = request(0, 1, 2, 5, 3);
        GuideLlm wanted = new GuideLlm(List.of(whole, withoutUsage(request(0, 1, 4, 7, 4), Optional.of(9))));
        GuideLlm unknown = new GuideLlm(List.of(whole, withoutUsage(request(0, 1, 4, 7, 4), Optional.empty())));
        GuideLlm nothing = new GuideLlm(List.of(withoutUsage(whole, Optional.empty())));

        assertThat(wanted.totalTokensPerSecond()).contains((5 + 3 + 9 + 3) / 4.0);
        assertThat(wanted.promptsAsWanted()).isEqualTo(1);
        assertThat(unknown.totalTokensPerSecond()).contains((5 + 3 + 3) / 4.0);
        assertThat(unknown.promptsUnknown()).isEqualTo(1);
        assertThat(nothing.totalTokensPerSecond()).isEmpty();
    }

    @Test
    void keeps_requests_of_one_token_out_of_inter_token_latency() {
        GuideLlm means = new GuideLlm(List.of(request(0, 1, 1, 5, 1), request(0, 1, 2, 5, 5)));

        assertThat(means.interTokenMillis().orElseThrow()).isCloseTo(1000 / 4.0, within(1e-9));
        assertThat(means.perOutputTokenMillis().orElseThrow()).isCloseTo(1000 / 6.0, within(1e-9));
    }

    @Test
    void tells_nothing_of_no_requests() {
        GuideLlm none = new GuideLlm(List.of());

        assertThat(none.requestsPerSecond()).isEmpty();
        assertThat(none.concurrency()).isEmpty();
        assertThat(none.latency()).isEmpty();
        assertThat(none.outputTokensPerSecond()).isEmpty();
        assertThat(none.totalTokensPerSecond()).isEmpty();
        assertThat(none.interTokenMillis()).isEmpty();
    }
}
