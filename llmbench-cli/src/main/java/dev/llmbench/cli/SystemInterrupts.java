package dev.llmbench.cli;

import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and the system's request to end, by a shutdown hook: the JVM waits for the hook, the hook for the command, and
 * the JVM's exit status is then 130 or 143 by itself. A second Ctrl-C ends the process at once.
 */
final class SystemInterrupts implements Interrupts {
    private static final int SIGNALLED = 128;

    private final PrintStream err;
    private final Duration patience;

    SystemInterrupts(PrintStream err, Duration patience) {
        this.err = err;
        this.patience = patience;
    }

    @Override
    public Watch watch(Runnable cancel) {
        Hook hook = new Hook(cancel);
        Runtime.getRuntime().addShutdownHook(hook.thread);
        return hook;
    }

    private final class Hook implements Watch {
        private final Thread thread = new Thread(this::interrupt, "llmbench-interrupt");
        private final CountDownLatch cleanedUp = new CountDownLatch(1);
        private final Runnable cancel;
        private volatile boolean interrupted;

        Hook(Runnable cancel) {
            this.cancel = cancel;
        }

        private void interrupt() {
            interrupted = true;
            haltOnNext("INT");
            haltOnNext("TERM");
            cancel.run();
            try {
                if (!cleanedUp.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                    err.println("llmbench: the command did not end within " + patience.toSeconds()
                            + " s and is given up; what was written so far is kept");
                    err.flush();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean interrupted() {
            return interrupted;
        }

        @Override
        public void close() {
            cleanedUp.countDown();
            if (!interrupted) {
                try {
                    Runtime.getRuntime().removeShutdownHook(thread);
                } catch (IllegalStateException e) {
                    interrupted = true; // the JVM has begun to end meanwhile
                }
            }
        }
    }

    /**
     * Once the JVM is ending it ignores further signals, so that a user who has no patience would have to look for the
     * process. The class behind is in every JDK but no part of Java SE: where it is missing, only this comfort is.
     */
    private static void haltOnNext(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object caught = signal.getConstructor(String.class).newInstance(name);
            int number = (int) signal.getMethod("getNumber").invoke(caught);
            Object halt = Proxy.newProxyInstance(
                    SystemInterrupts.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            Runtime.getRuntime().halt(SIGNALLED + number);
                        }
                        return method.getReturnType() == boolean.class ? proxy == arguments[0] : null;
                    });
            signal.getMethod("handle", signal, handler).invoke(null, caught, halt);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Without it a second Ctrl-C waits as the first does.
        }
    }
}
