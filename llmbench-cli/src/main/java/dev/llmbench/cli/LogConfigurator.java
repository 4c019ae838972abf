package dev.llmbench.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Lets warnings and errors go to standard error, a line each. In code, because to read the same from a file takes the parsers
 * of logback and of XML, a tenth of a second before the first request. A file that {@code -Dlogback.configurationFile} names
 * still comes first.
 */
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    private static final String OWN_FILE = "logback.configurationFile";

    /** Called by logback. */
    public LogConfigurator() {}

    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (System.getProperty(OWN_FILE) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Line line = new Line();
        line.setContext(loggers);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(loggers);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(line);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Level, message and where an exception came from, on one line. */
    static final class Line extends LayoutBase<ILoggingEvent> {
        private final ThrowableProxyConverter exception = new ThrowableProxyConverter();

        @Override
        public void start() {
            exception.setOptionList(List.of("1")); // the first line of its stack
            exception.start();
            super.start();
        }

        @Override
        public String doLayout(ILoggingEvent event) {
            String text = event.getFormattedMessage() + " " + exception.convert(event);
            return "llmbench: " + event.getLevel() + ": " + text.strip().replaceAll("\\R\\s*", " ")
                    + System.lineSeparator();
        }
    }
}
