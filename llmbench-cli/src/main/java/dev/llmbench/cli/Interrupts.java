package dev.llmbench.cli;

/** Tells when the user, or the system, wants the command to end. */
@FunctionalInterface
interface Interrupts {
    /** Nobody ever interrupts. */
    Interrupts NONE = cancel -> new Watch() {
        @Override
        public boolean interrupted() {
            return false;
        }

        @Override
        public void close() {}
    };

    /**
     * Begins to listen.
     *
     * @param cancel called once, on another thread, when the command shall end
     * @return to be closed when the command has cleaned up; until then the process is kept alive
     */
    Watch watch(Runnable cancel);

    /** Listening. */
    interface Watch extends AutoCloseable {
        /** Whether the command was asked to end. */
        boolean interrupted();

        @Override
        void close();
    }
}
