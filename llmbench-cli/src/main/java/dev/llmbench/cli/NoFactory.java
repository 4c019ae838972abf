package dev.llmbench.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * For commands that are described by calls, for which nothing is to be made. The parser's own factory first looks for a class
 * of Groovy, and so through every jar of the class path.
 */
final class NoFactory implements IFactory {
    private static final NoFactory INSTANCE = new NoFactory();

    private NoFactory() {}

    /** Returns the parser of a command. */
    static CommandLine line(CommandSpec spec) {
        return new CommandLine(spec, INSTANCE);
    }

    /** Returns a command that is to be described by calls. */
    static CommandSpec spec() {
        return CommandSpec.wrapWithoutInspection(null, INSTANCE);
    }

    @Override
    public <K> K create(Class<K> type) {
        throw new IllegalStateException(type.getName() + " should have been given, not made");
    }
}
