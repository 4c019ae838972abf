package dev.llmbench.benchmarks.harness;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a page of figures must say of where they were measured. */
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final double KIB_PER_GIB = 1024.0 * 1024;

    private Machine() {}

    /**
     * Describes this machine and this JVM.
     *
     * @return one line: processors, memory, kernel, JVM and its garbage collector
     */
    public static String describe() {
        return hardware() + "; " + jvm();
    }

    /**
     * Describes this machine.
     *
     * @return one line: processors, memory, kernel
     */
    public static String hardware() {
        List<String> processors = lines(PROCESSORS).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
        String model = processors.isEmpty() ? System.getProperty("os.arch") : processors.get(0);
        int count = processors.isEmpty() ? Runtime.getRuntime().availableProcessors() : processors.size();
        return count + " processors (" + model + ", shared), " + memory() + "Linux " + System.getProperty("os.version");
    }

    /**
     * Describes this JVM.
     *
     * @return its name, version and garbage collector
     */
    public static String jvm() {
        String collectors = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version") + ", collectors "
                + collectors;
    }

    private static String memory() {
        Optional<String> total = lines(MEMORY).stream()
                .filter(line -> line.startsWith("MemTotal"))
                .findFirst();
        return total.map(line -> Math.round(Double.parseDouble(line.replaceAll("\\D", "")) / KIB_PER_GIB) + " GiB, ")
                .orElse("");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // not on Linux
        }
    }
}
