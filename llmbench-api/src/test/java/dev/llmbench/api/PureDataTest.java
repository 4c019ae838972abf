package dev.llmbench.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan can't hold a lambda, and nobody can change a record from outside. */
class PureDataTest {
    static List<Class<?>> records() throws IOException, URISyntaxException, ClassNotFoundException {
        Path root = Path.of(
                Job.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted().toList()) {
                String name =
                        root.relativize(file).toString().replace('\\', '.').replace('/', '.');
                if (name.endsWith(".class") && !name.endsWith("-info.class")) {
                    Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()));
                    if (type.isRecord()) {
                        records.add(type);
                    }
                }
            }
        }
        return records;
    }

    @Test
    void every_record_is_looked_at() throws Exception {
        assertThat(records()).hasSizeGreaterThan(50).contains(BenchmarkPlan.class, Stop.Elapsed.class);
    }

    @ParameterizedTest
    @MethodSource("records")
    void no_component_can_be_a_lambda(Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            for (Class<?> part : partsOf(component.getGenericType())) {
                assertThat(functional(part))
                        .as("%s.%s is a %s", type.getSimpleName(), component.getName(), part)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void no_component_is_an_array_that_others_could_change(Class<?> type) {
        assertThat(Arrays.stream(type.getRecordComponents())
                        .filter(part -> part.getType().isArray()))
                .as("arrays in %s", type)
                .hasSize(type.equals(dev.llmbench.api.spi.WireRequest.class) ? 1 : 0); // on the hot path, on purpose
    }

    @ParameterizedTest
    @MethodSource("records")
    void no_record_has_more_components_than_a_reader_can_take_in(Class<?> type) {
        assertThat(type.getRecordComponents()).as("components of %s", type).hasSizeLessThanOrEqualTo(9);
    }

    private static List<Class<?>> partsOf(Type type) {
        List<Class<?>> parts = new ArrayList<>();
        if (type instanceof Class<?> plain) {
            parts.add(plain);
        } else if (type instanceof ParameterizedType generic) {
            parts.addAll(partsOf(generic.getRawType()));
            Arrays.stream(generic.getActualTypeArguments()).forEach(part -> parts.addAll(partsOf(part)));
        }
        return parts;
    }

    /** Whether a lambda fits: an interface with exactly one abstract method that is open to everybody. */
    private static boolean functional(Class<?> type) {
        return type.isInterface()
                && !type.isSealed()
                && Arrays.stream(type.getMethods())
                                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                                .map(Method::getName)
                                .distinct()
                                .count()
                        == 1;
    }

    @Nested
    class TokenIds {
        @Test
        void do_not_follow_the_array_they_were_made_of() {
            int[] ids = {1, 2, 3};
            Prompt.TokenIds prompt = new Prompt.TokenIds(ids);

            ids[0] = 9;

            assertThat(prompt).isEqualTo(new Prompt.TokenIds(1, 2, 3)).hasSameHashCodeAs(new Prompt.TokenIds(1, 2, 3));
            assertThat(prompt.id(0)).isEqualTo(1);
            assertThat(prompt.length()).isEqualTo(3);
            assertThat(prompt).hasToString("TokenIds[3]");
        }
    }
}
