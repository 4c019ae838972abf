package dev.llmbench.api.spi;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How one kind of server is asked over HTTP, and how its answer is understood.
 *
 * <p>A protocol is a stateless value, safe for use by many threads; what belongs to one answer lives in its
 * {@link ResponseDecoder}. Authorization, extra headers and extra body fields of the target are not the protocol's
 * business: the load generator adds headers, and hands body fields over in {@link Ask#bodyFields()}.
 */
public interface WireProtocol {
    /**
     * Returns the id under which the factory is found.
     *
     * @return as {@link WireProtocolFactory#id()}
     */
    String id();

    /**
     * Writes one request.
     *
     * @param ask what to ask for
     * @return the request, without authorization
     */
    WireRequest encode(Ask ask);

    /**
     * Returns a decoder for one answer at a time; the load generator keeps and {@linkplain ResponseDecoder#reset
     * resets} it.
     *
     * @return a new decoder, used by a single thread
     */
    ResponseDecoder decoder();

    /**
     * Returns where one thread gets its decoders, as many as it has answers under way. They may share what they need only within a
     * call; calls of several are never nested. Of a thread with thousands of answers each token then finds less that must be
     * fetched from memory first. By default each is a {@link #decoder} of its own.
     *
     * @return makes a decoder on each call; all of them are used by one thread
     */
    default Supplier<ResponseDecoder> decodersForOneThread() {
        return this::decoder;
    }

    /**
     * Returns what the protocol can do beyond asking for text.
     *
     * @return the capabilities, the same on every call
     */
    Capabilities capabilities();

    /**
     * Returns the ways in which servers of this protocol turn text into token ids, the likeliest first; the first that
     * answers is used.
     *
     * @return the routes to try, empty where the protocol knows none
     */
    default List<TokenizeRoute> tokenizeRoutes() {
        return List.of();
    }

    /**
     * Returns the request that lists the models of the server, whose answer is expected to be
     * {@code {"data":[{"id":"…"}]}}.
     *
     * @return the path, such as {@code /v1/models}, or empty where models can't be listed
     */
    default Optional<String> modelsPath() {
        return Optional.empty();
    }

    /**
     * What a protocol can do.
     *
     * @param tokenIds whether a prompt may be sent as token ids
     * @param continuousUsage whether token counts can be asked for in every event
     * @param optionalFields names of body fields that some servers refuse; each can be left out through
     *     {@link Ask#droppedFields()}, and a probe before the run finds which must be
     */
    record Capabilities(boolean tokenIds, boolean continuousUsage, List<String> optionalFields) {
        /** Copies the list. */
        public Capabilities {
            optionalFields = List.copyOf(optionalFields);
        }
    }
}
