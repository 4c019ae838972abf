package dev.llmbench.catalog;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * One kind of GPU.
 *
 * @param name its name in this catalog, such as {@code H100 SXM}
 * @param chip who made it, and for what code is compiled
 * @param memory its memory
 * @param compute what it computes at best
 * @param watts the highest board power; empty where it is not known or shared with a processor
 * @param kind where it is used
 * @param names what clouds and drivers call it
 */
public record GpuModel(
        String name, Chip chip, Memory memory, Compute compute, OptionalInt watts, Kind kind, Names names) {
    /** Who makes a GPU. */
    public enum Vendor {
        /** NVIDIA, programmed with CUDA. */
        NVIDIA,
        /** AMD, programmed with ROCm. */
        AMD
    }

    /** Where a GPU is used. */
    public enum Kind {
        /** In data centres. */
        DATACENTER,
        /** In workstations. */
        WORKSTATION,
        /** In gaming machines. */
        CONSUMER
    }

    /**
     * What a GPU is built on.
     *
     * @param vendor who made it
     * @param architecture the vendor's name, such as {@code Hopper}
     * @param compileTarget for what code is compiled, such as {@code sm_90} or {@code gfx942}
     */
    public record Chip(Vendor vendor, String architecture, String compileTarget) {}

    /**
     * The memory of a GPU.
     *
     * @param gib nominal capacity in GiB, the number that the vendor prints; drivers report up to 7 % less
     * @param type such as {@code HBM3}
     * @param bytesPerSecond peak bandwidth; empty where it is not known
     */
    public record Memory(double gib, String type, OptionalDouble bytesPerSecond) {
        /**
         * Returns the nominal capacity in bytes.
         *
         * @return gib x 2^30
         */
        public double bytes() {
            return gib * (1L << 30);
        }
    }

    /**
     * What a GPU computes at best: dense matrix products with FP32 accumulation.
     *
     * @param fp16FlopsPerSecond with FP16 or BF16; empty where it is not known
     * @param fp8FlopsPerSecond with FP8; empty where it has no such units, or it is not known
     */
    public record Compute(OptionalDouble fp16FlopsPerSecond, OptionalDouble fp8FlopsPerSecond) {}

    /**
     * What clouds and drivers call a GPU.
     *
     * @param runpod RunPod's GPU type id
     * @param vast Vast.ai's GPU name
     * @param digitalOcean DigitalOcean's droplet sizes, one GPU first
     * @param tensorDock TensorDock's name
     * @param others further names, among them those that drivers report
     */
    public record Names(
            Optional<String> runpod,
            Optional<String> vast,
            List<String> digitalOcean,
            Optional<String> tensorDock,
            List<String> others) {
        /** Copies the lists. */
        public Names {
            digitalOcean = List.copyOf(digitalOcean);
            others = List.copyOf(others);
        }
    }
}
