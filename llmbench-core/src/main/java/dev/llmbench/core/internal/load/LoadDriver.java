package dev.llmbench.core.internal.load;

/** Decides when one loop's share of a level's requests is sent. */
interface LoadDriver {
    /** Begins; called once, on the loop. */
    void start();

    /** Sends what is due by now and waits only because this loop was held up; called when W ends. */
    default void catchUp() {}

    /** Takes note that a request is not under way any more; called while the loop reads. */
    default void ended() {}

    /**
     * Takes note that a request is over and recorded.
     *
     * @param exchange the request, free for another
     * @param failedToConnect whether no connection could be made, so that asking again at once would only spin
     */
    default void over(Exchange exchange, boolean failedToConnect) {}
}
