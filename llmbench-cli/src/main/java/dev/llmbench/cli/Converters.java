package dev.llmbench.cli;

import dev.llmbench.api.Arrival;
import dev.llmbench.api.Phases;
import dev.llmbench.api.RequestSettings;
import dev.llmbench.api.TokenRange;
import dev.llmbench.report.export.ExportFormat;
import dev.llmbench.simulator.EngineFace;
import java.time.Duration;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;

/** How the values of options are read. */
final class Converters {
    private Converters() {}

    /** Lets a command read values as {@link Values} does. */
    static void addTo(CommandLine line) {
        add(line, int.class, Values::integer);
        add(line, Integer.class, Values::integer);
        add(line, Long.class, Values::whole);
        add(line, Double.class, Values::number);
        add(line, Duration.class, Values::duration);
        add(line, TokenRange.class, Values::tokens);
        addChoice(line, Arrival.class);
        addChoice(line, EngineFace.class);
        addChoice(line, OutputFormat.class);
        addChoice(line, CompareCommand.Format.class);
        addChoice(line, ExportFormat.class);
        addChoice(line, TargetOptions.Route.class);
        addChoice(line, RequestSettings.OutputLength.class);
        addChoice(line, RequestSettings.UsageReporting.class);
        addChoice(line, Phases.HeldLoad.class);
    }

    private static <T> void add(CommandLine line, Class<T> type, Function<String, T> reading) {
        line.registerConverter(type, new Converter<>(reading));
    }

    private static <E extends Enum<E>> void addChoice(CommandLine line, Class<E> type) {
        add(line, type, text -> Values.choice(type, text));
    }

    /** A class where a lambda would do: the JVM's archives of classes hold no lambda of an interface as old as this. */
    private record Converter<T>(Function<String, T> reading) implements ITypeConverter<T> {
        @Override
        public T convert(String value) {
            return reading.apply(value);
        }
    }
}
