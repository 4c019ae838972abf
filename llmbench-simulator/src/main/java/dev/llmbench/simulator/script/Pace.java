package dev.llmbench.simulator.script;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When the tokens of an answer are due, since the request was completely received.
 *
 * <p>Token 0 is due at {@code timeToFirst}, token i at {@code timeToFirst + i * every}. An event of several tokens is due
 * with its first; the next event {@code every} times its tokens later. With a {@code jitter} each event is due up to that much
 * later, by a share that request and token draw, and never before the event in front of it.
 *
 * @param timeToFirst to the first token, reasoning included
 * @param every between two tokens
 * @param tokensPerEvent how many tokens each event carries, taken in turn and from the start again; at least one entry
 * @param eventsPerWrite how many events share one write, which is due with its first
 * @param roleAhead how long before the first token a chat answer's role chunk is sent; empty sends it with the first token,
 *     in a write of its own, as vLLM does
 * @param reasoning how many of the tokens, from the first on, are sent as reasoning
 * @param jitter how much later than evenly an event may be due; zero for none
 */
public record Pace(
        Duration timeToFirst,
        Duration every,
        List<Integer> tokensPerEvent,
        int eventsPerWrite,
        Optional<Duration> roleAhead,
        int reasoning,
        Duration jitter) {
    /** Copies and checks. */
    public Pace {
        Checks.notNegative(timeToFirst, "timeToFirst");
        Checks.notNegative(every, "every");
        tokensPerEvent = List.copyOf(tokensPerEvent);
        if (tokensPerEvent.isEmpty()) {
            throw new IllegalArgumentException("tokensPerEvent must have at least one entry");
        }
        tokensPerEvent.forEach(tokens -> Checks.atLeast(1, tokens, "tokensPerEvent"));
        Checks.atLeast(1, eventsPerWrite, "eventsPerWrite");
        roleAhead.ifPresent(ahead -> Checks.notNegative(ahead, "roleAhead"));
        Checks.atLeast(0, reasoning, "reasoning");
        Checks.notNegative(jitter, "jitter");
    }

    Pace withTimeToFirst(Duration timeToFirst) {
        return new Pace(timeToFirst, every, tokensPerEvent, eventsPerWrite, roleAhead, reasoning, jitter);
    }

    Pace withEvery(Duration every) {
        return new Pace(timeToFirst, every, tokensPerEvent, eventsPerWrite, roleAhead, reasoning, jitter);
    }

    Pace withTokensPerEvent(List<Integer> tokensPerEvent) {
        return new Pace(timeToFirst, every, tokensPerEvent, eventsPerWrite, roleAhead, reasoning, jitter);
    }

    Pace withEventsPerWrite(int eventsPerWrite) {
        return new Pace(timeToFirst, every, tokensPerEvent, eventsPerWrite, roleAhead, reasoning, jitter);
    }

    Pace withRoleAhead(Optional<Duration> roleAhead) {
        return new Pace(timeToFirst, every, tokensPerEvent, eventsPerWrite, roleAhead, reasoning, jitter);
    }

    Pace withReasoning(int reasoning) {
        return new Pace(timeToFirst, every, tokensPerEvent, eventsPerWrite, roleAhead, reasoning, jitter);
    }

    Pace withJitter(Duration jitter) {
        return new Pace(timeToFirst, every, tokensPerEvent, eventsPerWrite, roleAhead, reasoning, jitter);
    }
}
