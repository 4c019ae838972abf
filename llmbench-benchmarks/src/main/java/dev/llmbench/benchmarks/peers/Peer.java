package dev.llmbench.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A load generator that is measured: how it is started with its best settings, and what it reports. */
interface Peer {
    /**
     * How it is started.
     *
     * @param command program and arguments
     * @param environment besides that of all tools
     */
    record Launch(List<String> command, Map<String, String> environment) {
        /** Copies. */
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        static Launch of(String... command) {
            return new Launch(List.of(command), Map.of());
        }

        Launch with(String name, String value) {
            return new Launch(command, Map.of(name, value));
        }
    }

    /** Returns the name on the command line and in files. */
    String name();

    /** Returns the name in tables. */
    String title();

    /** Returns what it is written in, which the goals ask. */
    Language language();

    /** Returns what its figures mean. */
    Definition definition();

    /** Returns with which settings it is measured, in words. */
    String settings();

    /** Returns what people take it for, in words. */
    String strength();

    /** Returns its version, or that it is not installed. */
    Installation installation(Path home);

    /**
     * Returns how it is started, and writes the files that it reads.
     *
     * @throws IOException when one can't be written
     */
    Launch launch(Work work) throws IOException;

    /**
     * Reads what it has reported.
     *
     * @throws IOException when its file can't be read
     * @throws IllegalArgumentException when the file is not as expected; the message says what is missing
     */
    Figures report(Work work) throws IOException;

    /** What a tool is written in. */
    enum Language {
        /** Python, even where parts of it are compiled. */
        PYTHON,
        /** Java. */
        JAVA,
        /** Rust. */
        RUST,
        /** C. */
        C
    }
}
