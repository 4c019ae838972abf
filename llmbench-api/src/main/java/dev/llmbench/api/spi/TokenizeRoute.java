package dev.llmbench.api.spi;

import java.util.Optional;

/** One way of asking a server for the token ids of a text. */
public interface TokenizeRoute {
    /**
     * Writes the request.
     *
     * @param model the model's name as the server knows it
     * @param text the text to turn into tokens
     * @param specialTokens whether the server shall add its beginning-of-sequence token, as it does for a prompt
     * @return the request, without authorization
     */
    WireRequest encode(String model, String text, boolean specialTokens);

    /**
     * Reads the answer.
     *
     * @param body the body of an answer with status 200
     * @return the token ids, or empty when this is not the expected form
     */
    Optional<int[]> decode(byte[] body);
}
