package dev.llmbench.core.internal.file;

import dev.llmbench.api.FailureKind;
import dev.llmbench.core.internal.record.Outcome;
import dev.llmbench.core.internal.record.Phase;
import dev.llmbench.core.internal.record.RequestRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Values for laws, the same for the same seed. */
class Generator {
    private static final List<String> NASTY = List.of(
            "true",
            "no",
            "null",
            "~",
            "1e3",
            "1E+2",
            "0x1F",
            "0o17",
            "1_000",
            "2024-01-01",
            ".inf",
            ".nan",
            "-",
            "- a",
            "a: b",
            "a #b",
            "*x",
            "&x",
            "!tag",
            "|",
            ">",
            "%",
            "@x",
            "`",
            "'",
            "\"",
            "\\",
            " lead",
            "trail ",
            "two  gaps",
            "line\nbreak",
            "line\n",
            "\nline",
            "cr\r\nlf",
            "tab\tin",
            "é ü 漢字 🚀",
            "\u0085\u2028",
            "{a: 1}",
            "[1, 2]",
            "?",
            ":",
            "a:",
            "1:30",
            "0",
            "-1",
            "1.50",
            "env:NAME",
            "=",
            "<<",
            "a,b",
            "x".repeat(300),
            "\u0007 bell",
            "");

    final RandomGenerator random;

    Generator(long seed) {
        random = new SplittableRandom(seed);
    }

    int upTo(int bound) {
        return random.nextInt(bound + 1);
    }

    boolean coin() {
        return random.nextBoolean();
    }

    @SafeVarargs
    final <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    <E extends Enum<E>> E constant(Class<E> type) {
        return oneOf(type.getEnumConstants());
    }

    <T> Optional<T> maybe(Supplier<T> value) {
        return coin() ? Optional.of(value.get()) : Optional.empty();
    }

    <T> List<T> list(int most, Supplier<T> value) {
        List<T> list = new ArrayList<>();
        for (int i = upTo(most); i > 0; i--) {
            list.add(value.get());
        }
        return list;
    }

    /** Any text, often one that a careless writer breaks. */
    String text() {
        return coin() ? NASTY.get(random.nextInt(NASTY.size())) : word() + oneOf("", " ", "-", "/", ".") + word();
    }

    String filledText() {
        String text = text();
        return text.isBlank() ? "x" : text;
    }

    String word() {
        return oneOf("alpha", "Beta", "gamma", "8B", "llama", "q4", "H100") + upTo(99);
    }

    Duration time() {
        return switch (upTo(4)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofSeconds(upTo(100_000));
            case 2 -> Duration.ofMillis(upTo(1_000_000));
            case 3 -> Duration.ofNanos(random.nextLong(1L << 50));
            default -> Duration.ofNanos(upTo(3_000));
        };
    }

    Duration positiveTime() {
        return time().plusNanos(1 + upTo(10));
    }

    Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), upTo(999_999_999));
    }

    double real() {
        return switch (upTo(4)) {
            case 0 -> 0;
            case 1 -> upTo(1_000);
            case 2 -> upTo(1_000) / 100.0;
            case 3 -> random.nextDouble();
            default -> random.nextDouble() * Math.pow(10, upTo(30) - 15);
        };
    }

    double share() {
        return random.nextDouble();
    }

    BigDecimal decimal() {
        return new BigDecimal(random.nextLong()).movePointLeft(upTo(25) - 3);
    }

    /** A request at stamps around a zero, with arrivals that look like those of a stream. */
    RequestRecord request(long id, long zero) {
        Outcome outcome = constant(Outcome.class);
        return new RequestRecord(
                id,
                upTo(5),
                constant(Phase.class),
                outcome,
                outcome == Outcome.FAILED
                        ? Optional.of(
                                new RequestRecord.Failure(constant(FailureKind.class), oneOf(0, 404, 503), text()))
                        : Optional.empty(),
                new RequestRecord.Stamps(
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero),
                        stamp(zero)),
                new RequestRecord.Tokens(upTo(3), upTo(4000), count(), count(), count(), upTo(5000), coin(), coin()),
                new RequestRecord.ServerTimes(count(), count()),
                arrivals(zero),
                upTo(65_535));
    }

    private long count() {
        return coin() ? -1 : upTo(100_000);
    }

    private long stamp(long zero) {
        return coin() ? RequestRecord.ABSENT : zero + random.nextLong(1L << 45) - 1_000;
    }

    private RequestRecord.Arrivals arrivals(long zero) {
        int count = coin() ? 0 : upTo(40);
        long[] nanos = new long[count + upTo(3)];
        int[] events = new int[nanos.length];
        int[] exact = new int[nanos.length];
        long now = zero + random.nextLong(1L << 40);
        for (int i = 0; i < count; i++) {
            now += upTo(50_000_000);
            nanos[i] = now;
            events[i] = 1 + upTo(3);
            exact[i] = upTo(4);
        }
        return new RequestRecord.Arrivals(count, nanos, events, exact);
    }
}
