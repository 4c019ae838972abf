package dev.llmbench.simulator.script;

/** What ends a line of an event stream. */
public enum LineEnding {
    /** A line feed, as every known engine writes. */
    LF("\n"),
    /** Carriage return and line feed, which the format of server-sent events allows as well. */
    CRLF("\r\n");

    private final String characters;

    LineEnding(String characters) {
        this.characters = characters;
    }

    /**
     * Returns the characters themselves.
     *
     * @return one or two characters
     */
    public String characters() {
        return characters;
    }
}
