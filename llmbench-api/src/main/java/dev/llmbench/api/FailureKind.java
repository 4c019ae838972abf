package dev.llmbench.api;

/** Why a request failed. */
public enum FailureKind {
    /** No connection: refused, unreachable, name unknown. */
    CONNECT,
    /** The TLS handshake failed. */
    TLS,
    /** No connection within the connect time-out. */
    TIMEOUT_CONNECT,
    /** No first token within its time-out. */
    TIMEOUT_FIRST_TOKEN,
    /** Too long between two tokens. */
    TIMEOUT_STALL,
    /** Not finished within the total time-out. */
    TIMEOUT_TOTAL,
    /** A status other than 2xx and 429. */
    HTTP_STATUS,
    /** Status 429. */
    RATE_LIMITED,
    /** An error inside an answer of status 200, or a finish reason that means one. */
    SERVER_ERROR_IN_STREAM,
    /** Bytes that can't be understood: no event stream, bad JSON, bad UTF-8. */
    PROTOCOL,
    /** The connection ended before a proper end of the answer. */
    DISCONNECTED,
    /** Finished without a token. */
    EMPTY,
    /** This machine had no descriptor or port left. */
    REFUSED_BY_CLIENT
}
