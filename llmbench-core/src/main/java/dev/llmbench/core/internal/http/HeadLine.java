package dev.llmbench.core.internal.http;

import dev.llmbench.core.internal.bytes.ByteStore;
import dev.llmbench.core.internal.bytes.Excerpt;
import java.nio.charset.StandardCharsets;

/** One line of a response's head or trailers, read as {@code name: value} without making strings of it. */
final class HeadLine {
    private static final int SAMPLE = 120;

    private final ByteStore bytes = new ByteStore(Http1ResponseParser.LARGEST_HEAD);
    private int length;
    private int colon;
    private int valueFrom;
    private int valueTo;

    void clear() {
        bytes.clear();
    }

    boolean append(byte[] buffer, int from, int to) {
        return bytes.append(buffer, from, to);
    }

    /** Tells that the line is complete but for a CR before its LF, which is dropped. */
    void complete() {
        length = bytes.length();
        if (length > 0 && bytes.array()[length - 1] == '\r') {
            length--;
        }
    }

    /** Returns how many bytes have come of a line that is not yet complete. */
    int partLength() {
        return bytes.length();
    }

    boolean isEmpty() {
        return length == 0;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return bytes.array()[index];
    }

    boolean startsWithBlank() {
        return length > 0 && isBlank(at(0));
    }

    /** Finds name and value; false when there is no name of the allowed characters before a colon. */
    boolean splitField() {
        colon = 0;
        while (colon < length && isNameByte(at(colon))) {
            colon++;
        }
        if (colon == 0 || colon == length || at(colon) != ':') {
            return false;
        }
        valueFrom = colon + 1;
        valueTo = length;
        while (valueFrom < valueTo && isBlank(at(valueFrom))) {
            valueFrom++;
        }
        while (valueTo > valueFrom && isBlank(at(valueTo - 1))) {
            valueTo--;
        }
        return true;
    }

    boolean nameIs(String lowerCase) {
        return regionIs(0, colon, lowerCase);
    }

    /** Compares a region with lower-case ASCII, whatever the region's case. */
    boolean regionIs(int from, int to, String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = 0; i < lowerCase.length(); i++) {
            int letter = at(from + i);
            int lower = letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
            if (lower != lowerCase.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int valueFrom() {
        return valueFrom;
    }

    int valueTo() {
        return valueTo;
    }

    /** Returns the value; {@code usual} is returned when it reads the same, which spares a string per response. */
    String value(String usual) {
        return valueIs(usual)
                ? usual
                : new String(bytes.array(), valueFrom, valueTo - valueFrom, StandardCharsets.ISO_8859_1);
    }

    String valueSample() {
        return Excerpt.of(bytes.array(), valueFrom, valueTo, SAMPLE);
    }

    String sample() {
        return Excerpt.of(bytes.array(), 0, length, SAMPLE);
    }

    static boolean isBlank(int letter) {
        return letter == ' ' || letter == '\t';
    }

    private boolean valueIs(String usual) {
        if (usual.length() != valueTo - valueFrom) {
            return false;
        }
        for (int i = 0; i < usual.length(); i++) {
            if ((at(valueFrom + i) & 0xff) != usual.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameByte(int letter) {
        return letter > ' ' && letter < 0x7f && letter != ':';
    }
}
