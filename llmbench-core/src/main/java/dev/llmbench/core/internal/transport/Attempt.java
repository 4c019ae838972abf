package dev.llmbench.core.internal.transport;

import dev.llmbench.core.internal.bytes.ByteStore;
import dev.llmbench.core.internal.load.Transport;
import org.jspecify.annotations.Nullable;

/** A request under way, on whatever connection. */
final class Attempt implements Transport.InFlight {
    private byte[] request;
    private final Transport.Call call;
    private boolean cut;
    private boolean again;
    private @Nullable Http1Connection connection;

    Attempt(byte[] request, Transport.Call call) {
        this.request = request;
        this.call = call;
    }

    byte[] request() {
        return request;
    }

    Transport.Call call() {
        return call;
    }

    /** The answer has begun, so that the request is not sent again: a long prompt must not be held while it is answered. */
    void answered() {
        request = ByteStore.NOTHING;
    }

    /** Whether nobody wants to know any more. */
    boolean isCut() {
        return cut;
    }

    void on(Http1Connection standing) {
        connection = standing;
    }

    /** Allows one more try on a fresh connection, once. */
    boolean mayTryAgain() {
        boolean first = !again;
        again = true;
        return first;
    }

    @Override
    public void cutOff() {
        cut = true;
        if (connection != null) {
            connection.abandon();
        }
    }
}
