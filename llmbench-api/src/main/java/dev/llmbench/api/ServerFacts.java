package dev.llmbench.api;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is known about the machine behind a target; absent is unknown.
 *
 * @param engine the engine's name and version, such as {@code vllm 0.27.1}
 * @param hardware the GPUs in words, such as {@code 1x H100 SXM}
 * @param pricePerHour the price of the whole machine
 * @param leaseId the lease under which llmbench rented the machine
 * @param details further facts by name, such as engine arguments
 */
public record ServerFacts(
        Optional<String> engine,
        Optional<String> hardware,
        Optional<HourlyPrice> pricePerHour,
        Optional<String> leaseId,
        Map<String, String> details) {
    private static final ServerFacts UNKNOWN =
            new ServerFacts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    /** Copies the details and refuses what looks like a key: facts are printed and kept. */
    public ServerFacts {
        details = Collections.unmodifiableMap(new TreeMap<>(details));
        engine.ifPresent(words -> refuseKey("engine", words));
        hardware.ifPresent(words -> refuseKey("hardware", words));
        leaseId.ifPresent(id -> refuseKey("leaseId", id));
        details.forEach((name, value) -> {
            if (SecretGuess.byFieldName(name, true)) {
                throw looksLikeKey(name);
            }
            refuseKey(name, value);
        });
    }

    private static void refuseKey(String name, String words) {
        if (SecretGuess.byText(words)) {
            throw looksLikeKey(name);
        }
    }

    private static IllegalArgumentException looksLikeKey(String name) {
        return new IllegalArgumentException("server fact '" + name + "' looks like it holds a key (it is not repeated"
                + " here); leave the key out");
    }

    /**
     * Returns that nothing is known.
     *
     * @return no facts
     */
    public static ServerFacts unknown() {
        return UNKNOWN;
    }

    /**
     * Returns these facts with a price.
     *
     * @param price the price of the whole machine
     * @return new facts
     */
    public ServerFacts withPricePerHour(HourlyPrice price) {
        return new ServerFacts(engine, hardware, Optional.of(price), leaseId, details);
    }

    /**
     * Returns these facts with the GPUs in words.
     *
     * @param words such as {@code 1x H100 SXM}
     * @return new facts
     */
    public ServerFacts withHardware(String words) {
        return new ServerFacts(engine, Optional.of(words), pricePerHour, leaseId, details);
    }

    /**
     * Returns these facts with the engine.
     *
     * @param words name and version, such as {@code vllm 0.27.1}
     * @return new facts
     */
    public ServerFacts withEngine(String words) {
        return new ServerFacts(Optional.of(words), hardware, pricePerHour, leaseId, details);
    }
}
