package dev.llmbench.simulator.script;

/** How an answer ends once its last step is done. */
public enum Ending {
    /** The body is terminated as its framing asks, and the connection stays open where the framing allows it. */
    COMPLETE,
    /** The connection is closed in the middle of the body: an early FIN. */
    CLOSE,
    /** The connection is reset: a TCP RST, and what the peer has not read yet may be lost. */
    RESET,
    /** Nothing more is sent and the connection stays open until the client or the server closes. */
    HANG
}
