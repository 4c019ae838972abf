package dev.llmbench.core.internal.load;

import dev.llmbench.api.FailureKind;

/** Sends requests from one loop and hands answers back. Every call and every call back happens on that loop. */
public interface Transport {
    /**
     * Sends a request.
     *
     * @param request the bytes of the whole request
     * @param call who is told
     * @return a way to cut the request off
     */
    InFlight send(byte[] request, Call call);

    /** A request under way. */
    interface InFlight {
        /** Closes the connection; nothing is told afterwards. */
        void cutOff();
    }

    /** Is told what becomes of a request. After {@link #ended} or {@link #failed} nothing more comes. */
    interface Call {
        /**
         * A connection stands.
         *
         * @param nanos when
         * @param opened whether it was opened for this request
         * @param localPort the TCP port of this side
         */
        void connected(long nanos, boolean opened, int localPort);

        /**
         * The first byte is about to be written.
         *
         * @param nanos when
         */
        void writing(long nanos);

        /** The request is sent once more on a fresh connection, since a reused one was reset before any answer. */
        void sendingAgain();

        /**
         * Bytes of an answer came, before anything was parsed.
         *
         * @param nanos when the read returned
         * @param waitedNanos how long they have surely waited for this loop before
         */
        void bytes(long nanos, long waitedNanos);

        /**
         * Status and headers are known.
         *
         * @param nanos the stamp of the read that completed them
         * @param status the HTTP status
         * @param simulated whether a header says that the server is a simulator
         */
        void head(long nanos, int status, boolean simulated);

        /**
         * Bytes of the body.
         *
         * @param buffer valid only during this call
         * @param from the first byte
         * @param to behind the last byte
         * @param nanos the stamp of the read that brought them
         */
        void body(byte[] buffer, int from, int to, long nanos);

        /**
         * The answer is complete.
         *
         * @param nanos the stamp of the read that completed it
         */
        void ended(long nanos);

        /**
         * There will be no complete answer.
         *
         * @param nanos when that was known
         * @param kind why
         * @param message in words
         */
        void failed(long nanos, FailureKind kind, String message);
    }
}
