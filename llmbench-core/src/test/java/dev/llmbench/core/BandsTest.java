package dev.llmbench.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.llmbench.api.Band;
import dev.llmbench.api.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BandsTest {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("own.csv"), text);
    }

    @ParameterizedTest
    @MethodSource("dev.llmbench.core.Bands#names")
    void that_come_with_llmbench_say_whose_expectation_they_are(String name) {
        Band band = Bands.named(name);

        assertThat(band.name()).isEqualTo(name);
        assertThat(band.about()).contains("(" + name.substring(0, 3) + ")", "on 1x");
        assertThat(band.rows()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "000, 4, 90, 120",
        "000, 64, 500, 700",
        "002-h100, 1024, 20000, 20000",
        "002-h200, 64, 17000, 17000",
        "003-l4, 80, 2500, 3000",
        "003-a10, 100, 3000, 4000",
        "003-a100, 150, 5000, 8000"
    })
    void have_the_figures_of_their_source(String name, int concurrency, double low, double high) {
        assertThat(Bands.named(name).rows())
                .filteredOn(row -> row.concurrency() == concurrency)
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.low()).isEqualTo(low);
                    assertThat(row.high()).isEqualTo(high);
                });
    }

    @Test
    void have_degradation_by_the_length_of_answers() {
        assertThat(Bands.named("000-degradation").rows())
                .extracting(row -> row.outputTokens().orElseThrow() + ":" + (int) row.low())
                .containsExactly("500:35", "1000:34", "2000:32", "3000:30", "4000:28");
    }

    @Test
    void of_ones_own_are_read_from_a_file() throws IOException {
        Band band = Bands.read(file("""
                # ours
                concurrency,output_tokens,low,high,success,median_latency_ms
                8,,100,120.5,0.99,
                16,200,150,150,,900
                """));

        assertThat(band.about()).isEqualTo("ours");
        assertThat(band.rows()).hasSize(2);
        assertThat(band.rows().get(0).high()).isEqualTo(120.5);
        assertThat(band.rows().get(0).successFloor()).contains(0.99);
        assertThat(band.rows().get(1).outputTokens()).contains(200);
        assertThat(band.rows().get(1).medianLatencyMillis()).contains(900.0);
    }

    @Test
    void of_ones_own_may_be_of_races_and_of_prompts_of_a_length() throws IOException {
        Band band = Bands.read(file("""
                # ours
                #! race
                concurrency,output_tokens,low,high,success,median_latency_ms,input_tokens
                8,,100,120,,,500
                """));

        assertThat(band.race()).isTrue();
        assertThat(band.about()).isEqualTo("ours");
        assertThat(band.rows().get(0).inputTokens()).contains(500);
    }

    @Test
    void of_003_are_of_races_only() {
        assertThat(Bands.names())
                .allSatisfy(name -> assertThat(Bands.named(name).race()).isEqualTo(name.startsWith("003")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8,,100,120            | 6 fields
            8,,a,120,,            | must be a number
            8,,120,100,,          | from more than 0 up
            0,,100,120,,          | at least 1
            8,,100,120,99,        | fraction
            """)
    void name_the_line_that_is_wrong(String line, String words) throws IOException {
        Path file = file("concurrency,output_tokens,low,high,success,median_latency_ms\n" + line + "\n");

        assertThatThrownBy(() -> Bands.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("line 2", words, "own.csv");
    }

    @Test
    void refuse_another_table_and_an_empty_one() throws IOException {
        assertThatThrownBy(() -> Bands.read(file("users,tps\n1,2\n"))).hasMessageContaining("head line must be");
        assertThatThrownBy(() -> Bands.read(file("# nothing\n"))).hasMessageContaining("has no rows");
    }

    @Test
    void list_what_there_is_where_a_name_is_unknown() {
        assertThatThrownBy(() -> Bands.named("004"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("'004'", "002-h100");
    }
}
