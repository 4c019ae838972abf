package dev.llmbench.benchmarks.peers;

import static dev.llmbench.benchmarks.peers.Outcomes.FEW;
import static dev.llmbench.benchmarks.peers.Outcomes.cost;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutcomeFileTest {
    @TempDir
    Path folder;

    @Test
    void gives_back_what_was_written() throws IOException {
        Path file = folder.resolve("runs.jsonl");
        Figures figures = Outcomes.figures(Row.of(Figure.END_TO_END, Statistic.P99), 12.5);
        Outcome good = Outcomes.of("vllm", 3, FEW, figures, figures, cost(1.5, 2, 0.01));
        Outcome bad = Outcomes.failed("aiperf", 0);

        OutcomeFile.append(file, good);
        OutcomeFile.append(file, bad);

        assertThat(OutcomeFile.read(file)).containsExactly(good, bad);
    }

    @Test
    void names_the_file_that_holds_something_else() throws IOException {
        Path file = Files.writeString(folder.resolve("runs.jsonl"), "{\"client\": ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutcomeFile.read(file))
                .withMessageContaining("runs.jsonl");
    }
}
