package dev.llmbench.core.internal.file;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Samples;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads a distribution from its counts by value; percentiles and means are derived again. */
final class DistributionReader extends StdDeserializer<Distribution> {
    /** More samples than any run has, and few enough for sums not to wrap round. */
    private static final long MOST = 1_000_000_000_000L;

    DistributionReader() {
        super(Distribution.class);
    }

    /** A latency that a file doesn't have was not measured. */
    @Override
    public Distribution getAbsentValue(DeserializationContext context) {
        return Distribution.empty();
    }

    @Override
    public Distribution getNullValue(DeserializationContext context) {
        return Distribution.empty();
    }

    @Override
    public Distribution deserialize(JsonParser in, DeserializationContext context) {
        JsonNode tree = context.readTree(in);
        return new Distribution(
                samples(tree),
                samples(tree.path("failedWithValue")),
                tree.path("infinite").asLong(0),
                samples(tree.path("censoredAges")),
                tree.path("independent").asBoolean(true));
    }

    private static long count(long count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("a value is counted " + count + " times");
        }
        return count;
    }

    private static Samples samples(JsonNode tree) {
        JsonNode values = tree.path("values");
        TreeMap<Long, Long> counts = new TreeMap<>();
        for (JsonNode pair : values) {
            counts.merge(pair.required(0).longValue(), count(pair.required(1).longValue()), Long::sum);
        }
        return counts.isEmpty()
                ? Samples.none()
                : Samples.of(
                        counts,
                        tree.required("totalNanos").longValue(),
                        ResultModule.time(tree.required("min").decimalValue()).toNanos(),
                        ResultModule.time(tree.required("max").decimalValue()).toNanos());
    }
}
