package dev.llmbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class LogConfiguratorTest {
    private static String line(String message, Throwable thrown) {
        LoggerContext loggers = new LoggerContext();
        LogConfigurator.Line line = new LogConfigurator.Line();
        line.setContext(loggers);
        line.start();
        return line.doLayout(new LoggingEvent(
                "here", loggers.getLogger("dev.llmbench"), Level.WARN, message, thrown, new Object[] {}));
    }

    @Test
    void says_who_speaks_and_how_seriously() {
        assertThat(line("the disk is full", null))
                .isEqualTo("llmbench: WARN: the disk is full" + System.lineSeparator());
    }

    @Test
    void keeps_a_message_of_several_lines_and_its_exception_on_one_line() {
        String text = line("it failed:\n  twice", new IOException("no\r\n  room"));

        assertThat(text.lines()).hasSize(1);
        assertThat(text).startsWith("llmbench: WARN: it failed: twice java.io.IOException: no room");
    }

    @Test
    void is_found_by_logback_and_lets_only_warnings_through() {
        assertThat(ServiceLoader.load(Configurator.class)).hasAtLeastOneElementOfType(LogConfigurator.class);

        Logger logger = LoggerFactory.getLogger("some.library");

        assertThat(logger.isWarnEnabled()).isTrue();
        assertThat(logger.isInfoEnabled()).isFalse();
    }
}
