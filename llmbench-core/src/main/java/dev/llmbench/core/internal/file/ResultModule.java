package dev.llmbench.core.internal.file;

import dev.llmbench.api.Distribution;
import dev.llmbench.api.Job;
import dev.llmbench.api.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How the values of a result look in JSON where a record's own components are not what people want to read. */
final class ResultModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    private static final int NANO_DIGITS = 9;
    private static final int MOST_DIGITS = 40;

    ResultModule() {
        addSerializer(new Seconds());
        addDeserializer(Duration.class, new FromSeconds());
        addSerializer(new Amount());
        addDeserializer(Money.class, new FromAmount());
        addSerializer(new JobTree());
        addDeserializer(Job.class, new FromJobTree());
        addSerializer(new DistributionWriter());
        addDeserializer(Distribution.class, new DistributionReader());
    }

    /** Seconds as a decimal number, exact to the nanosecond. */
    static BigDecimal seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.getSeconds()).add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS));
        return seconds.signum() == 0 ? BigDecimal.ZERO : seconds.stripTrailingZeros();
    }

    static Duration time(BigDecimal seconds) {
        if (seconds.precision() - seconds.scale() > MOST_DIGITS || seconds.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("a time is out of range");
        }
        try {
            BigInteger[] parts = seconds.movePointRight(NANO_DIGITS)
                    .toBigIntegerExact()
                    .divideAndRemainder(BigInteger.TEN.pow(NANO_DIGITS));
            return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a time is out of range or finer than a nanosecond", e);
        }
    }

    private static final class Seconds extends StdSerializer<Duration> {
        Seconds() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration value, JsonGenerator out, SerializationContext context) {
            out.writeNumber(seconds(value));
        }
    }

    private static final class FromSeconds extends StdDeserializer<Duration> {
        FromSeconds() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser in, DeserializationContext context) {
            return time(in.getDecimalValue());
        }
    }

    private static final class Amount extends StdSerializer<Money> {
        Amount() {
            super(Money.class);
        }

        @Override
        public void serialize(Money value, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeName("amount");
            out.writeNumber(value.units());
            out.writeStringProperty("currency", value.currency());
            out.writeEndObject();
        }
    }

    private static final class FromAmount extends StdDeserializer<Money> {
        FromAmount() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) {
            var tree = context.readTree(in);
            return Money.of(
                    // not toPlainString: 1e999999999 would fill the memory before it is refused
                    tree.required("amount").decimalValue().toString(),
                    tree.required("currency").stringValue());
        }
    }

    private static final class JobTree extends StdSerializer<Job> {
        JobTree() {
            super(Job.class);
        }

        @Override
        public void serialize(Job value, JsonGenerator out, SerializationContext context) {
            context.writeValue(out, PlanCodec.tree(value));
        }
    }

    private static final class FromJobTree extends StdDeserializer<Job> {
        FromJobTree() {
            super(Job.class);
        }

        @Override
        public Job deserialize(JsonParser in, DeserializationContext context) {
            return PlanCodec.job(in);
        }
    }
}
