package dev.llmbench.core.internal.load;

import dev.llmbench.api.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One answer of a {@link VirtualServer}, word for word: which bytes of OpenAI's chat protocol come in which read, and when.
 *
 * <p>What is added behind {@link #after} comes in one read, so long after the read before; the first one counts from the
 * request.
 */
final class Answer {
    /** How it ends, with its last read. */
    enum End {
        COMPLETE,
        DISCONNECTED,
        MALFORMED,
        NEVER
    }

    /** What comes in one read. */
    static final class Read {
        final long nanosAfter;
        final StringBuilder text = new StringBuilder();

        private Read(long nanosAfter) {
            this.nanosAfter = nanosAfter;
        }

        byte[] bytes() {
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    final int status;
    final List<Read> reads = new ArrayList<>();
    FailureKind notConnected = FailureKind.DISCONNECTED;
    boolean connects = true;
    boolean opensConnection;
    boolean sentAgain;
    long connectNanos;
    long waitedNanos;
    End end = End.COMPLETE;
    private long told;

    private Answer(int status) {
        this.status = status;
    }

    /** The same answer, all of whose bytes have waited so long for the loop that reads them. */
    Answer waited(Duration time) {
        waitedNanos = time.toNanos();
        return this;
    }

    /** An answer of status 200. */
    static Answer stream() {
        return new Answer(200);
    }

    static Answer status(int status, Duration after, String body) {
        return new Answer(status).after(after).raw(body);
    }

    /** No answer at all: opening a connection fails. */
    static Answer notConnected(FailureKind kind, Duration after) {
        Answer answer = stream().connecting(after);
        answer.connects = false;
        answer.notConnected = kind;
        return answer;
    }

    /** Single events with text at an even pace; usage, finish and [DONE] come with the last. */
    static Answer of(int tokens, Duration first, Duration gap) {
        Answer answer = stream().after(first);
        for (int i = 0; i < tokens; i++) {
            if (i > 0) {
                answer.after(gap);
            }
            answer.text();
        }
        return answer.finish().usage(100, tokens).done();
    }

    /** A new connection is opened first, and takes so long. */
    Answer connecting(Duration time) {
        opensConnection = true;
        connectNanos = time.toNanos();
        return this;
    }

    /** A reused connection is reset before any answer; a new one, after so long, brings the answer. */
    Answer reconnecting(Duration time) {
        sentAgain = true;
        connectNanos = time.toNanos();
        return this;
    }

    Answer after(Duration time) {
        reads.add(new Read(time.toNanos()));
        return this;
    }

    Answer role() {
        return choice("{\"role\":\"assistant\",\"content\":\"\"}", "");
    }

    Answer text() {
        return choice("{\"content\":\" a\"}", "");
    }

    Answer texts(int count) {
        for (int i = 0; i < count; i++) {
            text();
        }
        return this;
    }

    Answer reasoning() {
        return choice("{\"reasoning_content\":\" a\"}", "");
    }

    Answer toolCall() {
        return choice("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\"}}]}", "");
    }

    /** An event with text that says by continuous usage that it brought so many tokens. */
    Answer counted(int tokens) {
        told += tokens;
        return choice("{\"content\":\" a\"}", ",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":" + told + "}");
    }

    /** An event with text that lists so many token ids. */
    Answer listed(int tokens) {
        String ids = "1" + ",1".repeat(tokens - 1);
        return event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" a\"},\"token_ids\":[" + ids + "]}]}");
    }

    Answer comment() {
        return raw(": still here\n\n");
    }

    Answer finish() {
        return finish("stop");
    }

    Answer finish(String reason) {
        return event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    Answer usage(int prompt, long output) {
        return event(
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":" + output + "}}");
    }

    Answer done() {
        return raw("data: [DONE]\n\n");
    }

    Answer error(String words) {
        return event("{\"error\":{\"message\":\"" + words + "\"}}");
    }

    Answer document(int prompt, int output) {
        return raw("{\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"a b c\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":" + prompt
                + ",\"completion_tokens\":" + output + "}}");
    }

    Answer raw(String text) {
        reads.get(reads.size() - 1).text.append(text);
        return this;
    }

    /** The connection is lost with the last read; an empty one tells when. */
    Answer cut() {
        end = End.DISCONNECTED;
        return this;
    }

    /** The last read holds bytes that are no HTTP. */
    Answer malformed() {
        end = End.MALFORMED;
        return this;
    }

    /** Nothing follows, and the connection stays. */
    Answer hang() {
        end = End.NEVER;
        return this;
    }

    private Answer choice(String delta, String more) {
        return event("{\"choices\":[{\"index\":0,\"delta\":" + delta + "}]" + more + "}");
    }

    private Answer event(String json) {
        return raw("data: " + json + "\n\n");
    }
}
