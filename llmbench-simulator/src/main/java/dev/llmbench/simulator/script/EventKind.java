package dev.llmbench.simulator.script;

/** What an event carries, as written beside its send stamp. */
public enum EventKind {
    /** The first chunk of a chat answer: it names the role and has no text. */
    ROLE,
    /** One or more tokens of reasoning. */
    REASONING,
    /** One or more tokens of the answer. */
    TOKEN,
    /** The finish reason, without text. */
    FINISH,
    /** The usage, without choices. */
    USAGE,
    /** The {@code [DONE]} line. */
    DONE,
    /** An error object. */
    ERROR,
    /** The whole body of an answer that is not streamed. */
    BODY,
    /** Anything else: text or bytes that the script wrote verbatim. */
    OTHER
}
