package dev.llmbench.core.internal.load;

import dev.llmbench.api.FailureKind;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** A server in virtual time. It keeps its own count of what it saw, so that nothing can be lost on the other side. */
final class VirtualServer {
    /**
     * A request as the server sees it.
     *
     * @param number in the order of their coming, from 0
     * @param text what was sent
     * @param nanos when
     */
    record Seen(int number, String text, long nanos) {}

    private final Function<Seen, Answer> script;
    private int sent;
    private int answered;
    private int cutOff;
    private int open;
    private int mostOpen;

    VirtualServer(Function<Seen, Answer> script) {
        this.script = script;
    }

    /** Requests that were given to a transport. */
    int sent() {
        return sent;
    }

    /** Requests that ended from this side, well or badly. */
    int answered() {
        return answered;
    }

    /** Requests that the other side cut off. */
    int cutOff() {
        return cutOff;
    }

    /** The most that were open at once. */
    int mostOpen() {
        return mostOpen;
    }

    /** The way to this server from one loop. */
    Transport transport(Loop loop) {
        return (request, call) -> {
            Answer answer =
                    script.apply(new Seen(sent++, new String(request, StandardCharsets.US_ASCII), loop.nanos()));
            mostOpen = Math.max(mostOpen, ++open);
            Delivery delivery = new Delivery(loop, call, answer);
            delivery.begin();
            return delivery;
        };
    }

    private final class Delivery implements Transport.InFlight {
        private final Loop loop;
        private final Transport.Call call;
        private final Answer answer;
        private boolean over;
        private boolean headSent;

        Delivery(Loop loop, Transport.Call call, Answer answer) {
            this.loop = loop;
            this.call = call;
            this.answer = answer;
        }

        void begin() {
            if (answer.sentAgain) {
                call.connected(loop.nanos(), false, 0);
                call.writing(loop.nanos());
                call.sendingAgain();
            }
            if (answer.connectNanos == 0) {
                connected();
            } else {
                loop.at(loop.nanos() + answer.connectNanos, this::connected);
            }
        }

        private void connected() {
            if (over) {
                return;
            }
            if (!answer.connects) {
                over();
                call.failed(loop.nanos(), answer.notConnected, "scripted: no connection");
                return;
            }
            call.connected(loop.nanos(), answer.opensConnection, 0);
            call.writing(loop.nanos());
            schedule(0);
        }

        private void schedule(int next) {
            loop.at(loop.nanos() + answer.reads.get(next).nanosAfter, () -> read(next));
        }

        private void read(int index) {
            if (over) {
                return;
            }
            long now = loop.nanos();
            byte[] bytes = answer.reads.get(index).bytes();
            if (bytes.length > 0) {
                call.bytes(now, answer.waitedNanos);
                if (!headSent) {
                    headSent = true;
                    call.head(now, answer.status, false);
                }
                call.body(bytes, 0, bytes.length, now);
            }
            if (index + 1 < answer.reads.size()) {
                schedule(index + 1);
                return;
            }
            switch (answer.end) {
                case NEVER -> {}
                case COMPLETE -> {
                    over();
                    call.ended(now);
                }
                case DISCONNECTED -> {
                    over();
                    call.failed(now, FailureKind.DISCONNECTED, "scripted: the server closed the connection");
                }
                case MALFORMED -> {
                    over();
                    call.failed(now, FailureKind.PROTOCOL, "scripted: a chunk of an unreadable length");
                }
            }
        }

        private void over() {
            over = true;
            answered++;
            open--;
        }

        @Override
        public void cutOff() {
            if (over) {
                throw new AssertionError("a request was cut off that was over");
            }
            over = true;
            cutOff++;
            open--;
        }
    }
}
