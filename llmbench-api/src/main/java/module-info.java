/**
 * Plans, results and plug-in interfaces of llmbench: pure data that depends on nothing.
 *
 * <p>A caller starts at {@code dev.llmbench.core.LlmBench} and meets the types of {@link dev.llmbench.api} on the way in
 * (plans) and on the way out (results); a plug-in implements {@link dev.llmbench.api.spi}.
 */
@org.jspecify.annotations.NullMarked
module dev.llmbench.api {
    requires static transitive org.jspecify;

    exports dev.llmbench.api;
    exports dev.llmbench.api.spi;
}
