package dev.llmbench.catalog;

import dev.llmbench.catalog.LlmModel.Attention;
import dev.llmbench.catalog.LlmModel.Ids;
import dev.llmbench.catalog.LlmModel.Parameters;
import dev.llmbench.catalog.LlmModel.Shape;
import dev.llmbench.catalog.LlmModel.Terms;
import java.util.List;
import java.util.Optional;

/** The models that are known. */
public final class Models {
    private static final double BILLION = 1e9;
    private static final List<LlmModel> ALL =
            Table.read("models.csv").stream().map(Models::model).toList();
    private static final NameIndex<LlmModel> INDEX = index();

    private Models() {}

    /**
     * Returns all of them.
     *
     * @return in the catalog's order
     */
    public static List<LlmModel> all() {
        return ALL;
    }

    /**
     * Finds a model by any of its names: the catalog's, the repository with or without its owner, Ollama's tag.
     *
     * @param name case, spaces, underscores and hyphens don't matter
     * @return the model, or empty where no entry has this name
     */
    public static Optional<LlmModel> find(String name) {
        return INDEX.find(name);
    }

    /**
     * Returns the model of a name.
     *
     * @param name as for {@link #find}
     * @return the model
     * @throws IllegalArgumentException if no entry has this name; the message offers the nearest
     */
    public static LlmModel get(String name) {
        return INDEX.get(name);
    }

    private static NameIndex<LlmModel> index() {
        NameIndex<LlmModel> index = new NameIndex<>("model");
        ALL.forEach(model -> index.add(model.name(), model));
        for (LlmModel model : ALL) {
            String repository = model.ids().huggingFace();
            index.alias(repository, model);
            index.looseAlias(repository.substring(repository.indexOf('/') + 1), model);
            model.ids().ollama().ifPresent(tag -> index.alias(tag, model));
        }
        return index;
    }

    private static LlmModel model(Table.Row row) {
        double total = row.number("params_b") * BILLION;
        return new LlmModel(
                row.text("canonical_name"),
                new Ids(row.text("hf_id"), row.some("ollama_tag")),
                row.text("family"),
                new Parameters(total, row.some("active_params_b", BILLION).orElse(total)),
                new Shape(
                        row.whole("layers"),
                        row.whole("hidden_size"),
                        row.whole("attention_heads"),
                        row.whole("kv_heads"),
                        row.someWhole("head_dim"),
                        Attention.valueOf(row.text("attention_kind")),
                        row.someWhole("mla_latent_dim")),
                row.whole("max_context"),
                new Terms(
                        row.text("default_dtype"),
                        row.text("license"),
                        row.some("gated").map("yes"::equals)));
    }
}
