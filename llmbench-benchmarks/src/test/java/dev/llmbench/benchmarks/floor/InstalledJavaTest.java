package dev.llmbench.benchmarks.floor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledJavaTest {
    @TempDir
    Path folder;

    private Path java(String home, String release) throws IOException {
        Path program =
                Files.createDirectories(folder.resolve(home).resolve("bin")).resolve("java");
        Files.writeString(program, "");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve(home).resolve("release"), release);
        return program;
    }

    @Test
    void the_version_stands_in_the_release_file() throws IOException {
        Path program = java("jdk-25", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.1\"\n");

        assertThat(InstalledJava.below(folder)).containsExactly(new InstalledJava(program, 25));
    }

    @Test
    void other_folders_are_passed_over() throws IOException {
        Files.createDirectories(folder.resolve("openjdk-17"));
        java("unnamed", "no version");

        assertThat(InstalledJava.below(folder)).isEmpty();
    }

    @Test
    void the_jvm_that_runs_this_is_always_there() throws IOException {
        assertThat(InstalledJava.all())
                .extracting(InstalledJava::version)
                .contains(Runtime.version().feature())
                .isSorted();
    }

    @Test
    void variants_force_collector_and_compilers_and_name_them() {
        InstalledJava java17 = new InstalledJava(Path.of("/a/java"), 17);
        InstalledJava java25 = new InstalledJava(Path.of("/b/java"), 25);

        List<Contender> variants = Contender.llmbench(java17, Optional.of(java25));

        assertThat(variants)
                .extracting(Contender::id)
                .containsExactly(
                        Contender.BASE, "epoll-g1-17-c2", "nio-g1-17", "epoll-zgc-17", "epoll-g1-25", "epoll-zgc-25");
        assertThat(variants.get(0).jvm().orElseThrow().flags()).contains("-XX:+UseG1GC");
        assertThat(variants.get(1).jvm().orElseThrow().flags())
                .containsSubsequence("-XX:TieredStopAtLevel=1", "-XX:TieredStopAtLevel=4");
        assertThat(variants.get(2).jvm().orElseThrow().flags()).contains("-Dio.netty.transport.noNative=true");
        assertThat(variants.get(5).jvm().orElseThrow())
                .satisfies(jvm -> assertThat(jvm.java()).isEqualTo(Path.of("/b/java")))
                .satisfies(
                        jvm -> assertThat(jvm.flags()).contains("-XX:+UseZGC", "--enable-native-access=ALL-UNNAMED"));
    }
}
