package dev.llmbench.simulator.script;

/** How an answer ended, as its server saw it. */
public enum Outcome {
    /** All was sent and the body was terminated. */
    COMPLETE,
    /** The script reset the connection. */
    RESET,
    /** The script closed the connection early. */
    CLOSED,
    /** The client closed the connection, or a write to it failed, before the answer ended. */
    ABANDONED,
    /** The answer had not ended when the stamps were taken. */
    UNFINISHED
}
