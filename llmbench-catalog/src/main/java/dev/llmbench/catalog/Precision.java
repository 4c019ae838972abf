package dev.llmbench.catalog;

import java.util.Arrays;
import java.util.Locale;

/** In how many bits a weight is stored. */
public enum Precision {
    /** 16 bits, brain floating point or half precision. */
    BF16(16),
    /** 8 bits floating point. */
    FP8(8),
    /** 8 bits whole. */
    INT8(8),
    /** 4 bits with the scales of GPTQ or AWQ at their usual group size of 128. */
    INT4(4.15625),
    /** 4 bits in blocks of 32 with a shared scale of 8 bits. */
    MXFP4(4.25);

    private final double bits;

    Precision(double bits) {
        this.bits = bits;
    }

    /**
     * Returns the size of a weight.
     *
     * @return bytes, scales included
     */
    public double bytes() {
        return bits / 8;
    }

    /**
     * Finds a precision by name.
     *
     * @param name such as {@code fp8}; {@code bfloat16}, {@code float16} and {@code fp16} mean {@link #BF16}, {@code float8_e4m3} means
     *     {@link #FP8}
     * @return the precision
     * @throws IllegalArgumentException if there is none of this name; the message lists them
     */
    public static Precision of(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return switch (wanted) {
            case "bfloat16", "float16", "fp16" -> BF16;
            case "float8_e4m3" -> FP8;
            default ->
                Arrays.stream(values())
                        .filter(precision ->
                                precision.name().toLowerCase(Locale.ROOT).equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no precision '" + name + "'; known are bf16, fp8, int8, int4, mxfp4"));
        };
    }
}
