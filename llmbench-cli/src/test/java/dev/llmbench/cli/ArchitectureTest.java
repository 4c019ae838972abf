package dev.llmbench.cli;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the modules and packages may know of each other. */
@AnalyzeClasses(packages = "dev.llmbench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final int MOST_LINES = 400;

    @ArchTest
    static final ArchRule the_api_depends_on_nothing = classes()
            .that()
            .resideInAPackage("dev.llmbench.api..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.llmbench.api..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule the_core_knows_no_provider_engine_store_server_or_report = classes()
            .that()
            .resideInAPackage("dev.llmbench.core..")
            .should()
            .onlyDependOnClassesThat(not(resideInAPackage("dev.llmbench.."))
                    .or(resideInAnyPackage("dev.llmbench.api..", "dev.llmbench.catalog..", "dev.llmbench.core..")));

    @ArchTest
    static final ArchRule only_the_transport_knows_netty = noClasses()
            .that()
            .resideInAPackage("dev.llmbench.core..")
            .and()
            .resideOutsideOfPackage("dev.llmbench.core.internal.transport..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule the_core_keeps_its_internals = noClasses()
            .that()
            .resideOutsideOfPackage("dev.llmbench.core..")
            .and()
            .resideOutsideOfPackage("dev.llmbench.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.llmbench.core.internal..");

    @ArchTest
    static final ArchRule reports_keep_their_internals = noClasses()
            .that()
            .resideOutsideOfPackage("dev.llmbench.report..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.llmbench.report.internal..");

    @ArchTest
    static final ArchRule simulators_keep_their_internals = noClasses()
            .that()
            .resideOutsideOfPackage("dev.llmbench.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.llmbench.simulator.internal..");

    @ArchTest
    static final ArchRule nobody_depends_on_the_command_line = noClasses()
            .that()
            .resideOutsideOfPackage("dev.llmbench.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.llmbench.cli..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("dev.llmbench.(**)").should().beFreeOfCycles();

    /** Simulators are left out: they are servers in real time, whose stamps are the truth that others are held against. */
    @ArchTest
    static final ArchRule only_system_adapters_read_the_clock_or_sleep = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("System")
            .and()
            .resideOutsideOfPackage("dev.llmbench.simulator..")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .orShould()
            .callMethod(Instant.class, "now");

    @Test
    void no_source_file_is_longer_than_400_lines() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (DirectoryStream<Path> modules =
                Files.newDirectoryStream(Path.of("").toAbsolutePath().getParent())) {
            for (Path module : modules) {
                Path main = module.resolve("src/main/java");
                if (Files.isDirectory(main)) {
                    try (Stream<Path> files = Files.walk(main)) {
                        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
                    }
                }
            }
        }

        assertThat(sources).as("the sources of all modules").hasSizeGreaterThan(100);
        assertThat(sources)
                .allSatisfy(source -> assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(MOST_LINES));
    }
}
