package dev.llmbench.benchmarks.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JVM's flags of the command {@code llmbench}, with which it is measured. */
public final class LauncherFlags {
    /** As the script {@code llmbench} has them for every Java. */
    public static final List<String> ALL = List.of(
            "-Xms32m",
            "-XX:MetaspaceSize=64m",
            "-XX:TieredStopAtLevel=1",
            "-Dio.netty.jfr.enabled=false",
            "-Dio.netty.channel.epoll.epollWaitThreshold=0");

    private LauncherFlags() {}

    /**
     * Returns the command that starts a program of ours as a process of its own, on this JVM's Java and class path.
     *
     * @param program the class with the method {@code main}
     * @param arguments its arguments
     * @return the command
     */
    public static List<String> command(Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ALL);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
