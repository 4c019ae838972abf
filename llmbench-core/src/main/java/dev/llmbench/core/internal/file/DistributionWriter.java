package dev.llmbench.core.internal.file;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Quantile;
import dev.llmbench.api.Samples;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleFunction;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a distribution as its counts by value, with the usual percentiles for whoever doesn't want to count. */
final class DistributionWriter extends StdSerializer<Distribution> {
    private static final double[] PERCENTILES = {50, 90, 95, 99};

    DistributionWriter() {
        super(Distribution.class);
    }

    @Override
    public void serialize(Distribution value, JsonGenerator out, SerializationContext context) {
        out.writeStartObject();
        samples(value.succeeded(), out);
        out.writeNumberProperty("infinite", value.infinite());
        out.writeBooleanProperty("independent", value.independent());
        part("failedWithValue", value.failedWithValue(), out);
        part("censoredAges", value.censoredAges(), out);
        percentiles("percentiles", value::percentile, out);
        if (value.infinite() > 0 || value.failedWithValue().count() > 0) {
            percentiles("percentilesOfAll", value::percentileOfAll, out);
        }
        out.writeEndObject();
    }

    private static void part(String name, Samples samples, JsonGenerator out) {
        if (samples.count() > 0) {
            out.writeName(name);
            out.writeStartObject();
            samples(samples, out);
            out.writeEndObject();
        }
    }

    private static void samples(Samples samples, JsonGenerator out) {
        out.writeNumberProperty("count", samples.count());
        time("mean", samples.mean(), out);
        time("min", samples.min(), out);
        time("max", samples.max(), out);
        out.writeNumberProperty("totalNanos", samples.totalNanos());
        out.writeName("values");
        out.writeStartArray();
        samples.counts().forEach((nanos, count) -> {
            out.writeStartArray();
            out.writeNumber(nanos.longValue());
            out.writeNumber(count.longValue());
            out.writeEndArray();
        });
        out.writeEndArray();
    }

    private static void percentiles(String name, DoubleFunction<Quantile> percentile, JsonGenerator out) {
        out.writeName(name);
        out.writeStartObject();
        for (double p : PERCENTILES) {
            out.writeName("p" + Numbers.text(p));
            quantile(percentile.apply(p), out);
        }
        out.writeEndObject();
    }

    private static void quantile(Quantile quantile, JsonGenerator out) {
        out.writeStartObject();
        time("value", quantile.value(), out);
        out.writeBooleanProperty("unbounded", quantile.unbounded());
        out.writeBooleanProperty("atLeast", quantile.atLeast());
        out.writeBooleanProperty("tooFew", quantile.tooFew());
        out.writeName("interval");
        if (quantile.interval().isPresent()) {
            var interval = quantile.interval().get();
            out.writeStartObject();
            time("low", Optional.of(interval.low()), out);
            time("high", interval.high(), out);
            out.writeNumberProperty("confidence", interval.confidence());
            out.writeEndObject();
        } else {
            out.writeNull();
        }
        out.writeEndObject();
    }

    private static void time(String name, Optional<Duration> time, JsonGenerator out) {
        out.writeName(name);
        if (time.isPresent()) {
            out.writeNumber(ResultModule.seconds(time.get()));
        } else {
            out.writeNull();
        }
    }
}
