package dev.llmbench.core.internal.probe;

import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireRequest;
import dev.llmbench.core.internal.time.SystemTicker;
import java.time.Duration;
import java.util.Optional;

/**
 * One streamed answer, decoded while it came.
 *
 * @param answer what was answered
 * @param findings what a decoder found in it; of no meaning unless {@link Answer#ok()}
 * @param firstToken from the request written to its first token; empty where none came
 */
record TimedAnswer(Answer answer, Findings findings, Optional<Duration> firstToken) {
    /** Asks, and fails as {@link ControlClient#post(WireRequest, Duration)} does. */
    static TimedAnswer ask(ControlClient client, WireRequest request, Duration limit, WireProtocol protocol) {
        Watch watch = new Watch(protocol);
        Answer answer = client.post(request, limit, watch);
        watch.findings.end(SystemTicker.INSTANCE.nanos());
        Optional<Duration> firstToken = watch.findings.empty()
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(watch.findings.firstTokenNanos() - watch.writing));
        return new TimedAnswer(answer, watch.findings, firstToken);
    }

    private static final class Watch implements ExchangeWatch {
        private final Findings findings;
        private long writing;

        Watch(WireProtocol protocol) {
            findings = new Findings(protocol, true);
        }

        @Override
        public void writing(long nanos) {
            writing = nanos;
        }

        @Override
        public void body(byte[] buffer, int from, int to, long nanos) {
            findings.read(buffer, from, to, nanos);
        }
    }
}
