package dev.llmbench.core.internal.run;

import dev.llmbench.api.ConfigurationException;
import dev.llmbench.api.spi.WireProtocol;
import dev.llmbench.api.spi.WireProtocolFactory;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds wire protocols by id. */
public final class Protocols {
    private Protocols() {}

    /**
     * Finds a protocol.
     *
     * @param id its id
     * @param given protocols that win over registered ones
     * @return the protocol
     * @throws ConfigurationException if none or several have the id; the message lists what was found
     */
    public static WireProtocol byId(String id, List<WireProtocolFactory> given) {
        List<WireProtocolFactory> registered =
                ServiceLoader.load(WireProtocolFactory.class, Protocols.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return choose(id, given, registered);
    }

    static WireProtocol choose(String id, List<WireProtocolFactory> given, List<WireProtocolFactory> registered) {
        List<WireProtocolFactory> matches = withId(id, given);
        if (matches.isEmpty()) {
            matches = withId(id, registered);
        }
        if (matches.size() == 1) {
            return matches.get(0).create();
        }
        String found = Stream.concat(given.stream(), registered.stream())
                .map(factory -> factory.id() + " (" + factory.getClass().getName() + ")")
                .sorted()
                .collect(Collectors.joining(", "));
        throw new ConfigurationException(
                (matches.isEmpty() ? "there is no wire protocol '" : "there are several wire protocols '") + id
                        + "'; found were: " + found);
    }

    private static List<WireProtocolFactory> withId(String id, List<WireProtocolFactory> factories) {
        return factories.stream().filter(factory -> factory.id().equals(id)).toList();
    }
}
