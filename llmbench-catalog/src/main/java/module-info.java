/** Facts about GPUs and models. */
@org.jspecify.annotations.NullMarked
module dev.llmbench.catalog {
    requires static org.jspecify;
    requires de.siegmar.fastcsv;

    exports dev.llmbench.catalog;
}
