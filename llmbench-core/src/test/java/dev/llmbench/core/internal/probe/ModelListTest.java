package dev.llmbench.core.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ModelListTest {
    private final ModelList models = new ModelList(List.of(card("llama3.2:latest"), card("llama3.2:1b"), card("qwen")));

    private static ModelList.Card card(String id) {
        return new ModelList.Card(id, "library", OptionalInt.empty());
    }

    @Test
    void finds_a_model_by_its_whole_name() {
        assertThat(models.card("llama3.2:1b")).contains(card("llama3.2:1b"));
        assertThat(models.card("qwen")).contains(card("qwen"));
    }

    @Test
    void takes_a_name_without_a_tag_for_the_latest_as_ollama_does() {
        assertThat(models.card("llama3.2")).contains(card("llama3.2:latest"));
    }

    @Test
    void finds_no_model_by_a_part_of_its_name() {
        assertThat(models.card("llama")).isEmpty();
        assertThat(models.card("llama3.2:70b")).isEmpty();
    }
}
