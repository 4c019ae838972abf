package dev.llmbench.core.internal.transport;

/**
 * What is kept for the sockets of one loop together.
 *
 * @param turn how long what is read has waited for the loop
 * @param direct the connections that are read and written past their channels
 */
record LoopIo(LoopTurn turn, DirectIo direct) {
    LoopIo() {
        this(new LoopTurn(), new DirectIo());
    }
}
