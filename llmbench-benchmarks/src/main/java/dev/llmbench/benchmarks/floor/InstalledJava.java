package dev.llmbench.benchmarks.floor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JVM of this machine.
 *
 * @param program its {@code java}
 * @param version the feature version, such as 17
 */
record InstalledJava(Path program, int version) {
    private static final Path USUAL = Path.of("/usr/lib/jvm");
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(\\d+)", Pattern.MULTILINE);

    /** Returns those of the usual folder and the one that runs this, without doubles, the oldest version first. */
    static List<InstalledJava> all() throws IOException {
        InstalledJava own = new InstalledJava(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Runtime.version().feature());
        return Stream.concat(Stream.of(own), Files.isDirectory(USUAL) ? below(USUAL).stream() : Stream.of())
                .sorted(Comparator.comparingInt(InstalledJava::version))
                .toList();
    }

    /** Returns the JVMs in the folders of a folder. */
    static List<InstalledJava> below(Path folder) throws IOException {
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.sorted().flatMap(home -> in(home).stream()).toList();
        }
    }

    private static Optional<InstalledJava> in(Path home) {
        Path program = home.resolve("bin").resolve("java");
        try {
            Matcher version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() && Files.isExecutable(program)
                    ? Optional.of(new InstalledJava(program, Integer.parseInt(version.group(1))))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // no JDK, or one without that file
        }
    }
}
