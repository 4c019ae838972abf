package dev.llmbench.catalog;

import dev.llmbench.catalog.GpuModel.Chip;
import dev.llmbench.catalog.GpuModel.Compute;
import dev.llmbench.catalog.GpuModel.Kind;
import dev.llmbench.catalog.GpuModel.Memory;
import dev.llmbench.catalog.GpuModel.Names;
import dev.llmbench.catalog.GpuModel.Vendor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of GPU that are known. */
public final class Gpus {
    private static final double GIGA = 1e9;
    private static final double TERA = 1e12;
    private static final List<GpuModel> ALL =
            Table.read("gpus.csv").stream().map(Gpus::gpu).toList();
    private static final NameIndex<GpuModel> INDEX = index();

    private Gpus() {}

    /**
     * Returns all of them.
     *
     * @return in the catalog's order
     */
    public static List<GpuModel> all() {
        return ALL;
    }

    /**
     * Finds a GPU by any of its names: the catalog's, a cloud's, a driver's.
     *
     * @param name case, spaces, underscores and hyphens don't matter
     * @return the GPU, or empty where no entry has this name
     */
    public static Optional<GpuModel> find(String name) {
        return INDEX.find(name);
    }

    /**
     * Returns the GPU of a name.
     *
     * @param name as for {@link #find}
     * @return the GPU
     * @throws IllegalArgumentException if no entry has this name; the message offers the nearest
     */
    public static GpuModel get(String name) {
        return INDEX.get(name);
    }

    private static NameIndex<GpuModel> index() {
        NameIndex<GpuModel> index = new NameIndex<>("GPU");
        ALL.forEach(gpu -> index.add(gpu.name(), gpu));
        for (GpuModel gpu : ALL) {
            gpu.names().others().forEach(name -> index.alias(name, gpu));
        }
        for (GpuModel gpu : ALL) { // a cloud may use one name for several boards: the first is the one most often meant
            gpu.names().runpod().ifPresent(name -> index.looseAlias(name, gpu));
            gpu.names().vast().ifPresent(name -> index.looseAlias(name, gpu));
            gpu.names().tensorDock().ifPresent(name -> index.looseAlias(name, gpu));
            gpu.names().digitalOcean().forEach(name -> index.looseAlias(name, gpu));
        }
        return index;
    }

    private static GpuModel gpu(Table.Row row) {
        return new GpuModel(
                row.text("canonical_name"),
                new Chip(
                        Vendor.valueOf(row.text("vendor").toUpperCase(Locale.ROOT)),
                        row.text("architecture"),
                        row.text("compute_target")),
                new Memory(row.number("memory_gib"), row.text("memory_type"), row.some("memory_bandwidth_gbps", GIGA)),
                new Compute(row.some("fp16_dense_tflops", TERA), row.some("fp8_dense_tflops", TERA)),
                row.someWhole("tdp_w"),
                Kind.valueOf(row.text("class").toUpperCase(Locale.ROOT)),
                new Names(
                        row.some("runpod_gpu_type_id"),
                        row.some("vast_gpu_name"),
                        row.list("digitalocean_slugs"),
                        row.some("tensordock_name"),
                        row.list("aliases")));
    }
}
