package dev.llmbench.core.internal.workload;

import dev.llmbench.api.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads lines of UTF-8 of bounded length, ending with LF or CRLF, behind an optional byte order mark. */
final class PromptLines implements Closeable {
    /** The longest line in bytes. */
    static final int LONGEST = 4 * 1024 * 1024;

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final String path;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private byte[] line = new byte[8 * 1024];
    private int at;
    private int end;
    private long number;

    /**
     * Creates a reader.
     *
     * @param path the file's name for messages
     * @param in its bytes; closed with this
     */
    PromptLines(String path, InputStream in) {
        this.path = path;
        this.in = in;
    }

    /** Returns the number of the last line that was read, counted from 1. */
    long number() {
        return number;
    }

    /** Reads the next line, or empty at the end. */
    Optional<String> next() throws IOException {
        int length = 0;
        boolean any = false;
        boolean ended = false;
        while (!ended && (at < end || fill())) {
            any = true;
            int from = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            length = append(length, from, at);
            ended = at < end;
            at += ended ? 1 : 0;
        }
        if (!any) {
            return Optional.empty();
        }
        number++;
        return Optional.of(decoded(length));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private int append(int length, int from, int to) {
        int sum = length + to - from;
        if (sum > LONGEST) {
            throw new ConfigurationException("the prompt file '" + path + "' has a line longer than 4 MiB, line "
                    + (number + 1) + "; is it a JSON file in one line? Choose its format, or split it");
        }
        if (sum > line.length) {
            line = Arrays.copyOf(line, Math.max(sum, 2 * line.length));
        }
        System.arraycopy(buffer, from, line, length, to - from);
        return sum;
    }

    private String decoded(int length) {
        boolean marked = number == 1 && length >= 3 && Arrays.equals(line, 0, 3, MARK, 0, 3);
        int from = marked ? 3 : 0;
        int to = length > from && line[length - 1] == '\r' ? length - 1 : length;
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    "the prompt file '" + path + "' is not UTF-8 in line " + number + "; convert it to UTF-8");
        }
    }
}
