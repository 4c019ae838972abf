package dev.llmbench.core.internal.transport;

/**
 * What is kept for the sockets of one loop together.
 *
 * @param turn how long what is read has waited for the loop
 * @param directReads the connections that are read past their channels
 */
record LoopIo(LoopTurn turn, DirectReads directReads) {
    LoopIo() {
        this(new LoopTurn(), new DirectReads());
    }
}
