package dev.llmbench.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** How much is logged. {@link LogConfigurator} says where to: standard error only. */
final class Logs {
    private Logs() {}

    static void tellMore(boolean everyRequest) {
        if (LoggerFactory.getLogger("dev.llmbench") instanceof Logger logger) {
            logger.setLevel(everyRequest ? Level.TRACE : Level.DEBUG);
        }
    }
}
