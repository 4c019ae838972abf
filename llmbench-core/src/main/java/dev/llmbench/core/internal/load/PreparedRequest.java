package dev.llmbench.core.internal.load;

/**
 * A request ready to be written.
 *
 * @param bytes the bytes of the whole request
 * @param promptTokens wanted prompt length as usage will count it, 0 where not set
 * @param outputTokens wanted answer length
 */
@SuppressWarnings("ArrayRecordComponent") // handed from one thread to another, compared nowhere
public record PreparedRequest(byte[] bytes, int promptTokens, int outputTokens) {}
