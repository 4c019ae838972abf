package dev.llmbench.core.internal.wire;

/** What a JSON number may look like. */
final class JsonNumber {
    private JsonNumber() {}

    /** Returns the index behind the number at {@code at}, or the complement ({@code ~}) of where it stops being one. */
    static int end(byte[] bytes, int at, int end) {
        int first = bytes[at] == '-' ? at + 1 : at;
        int next = digitsEnd(bytes, first, end);
        boolean good = next > first && (bytes[first] != '0' || next == first + 1);
        if (good && next < end && bytes[next] == '.') {
            int fraction = next + 1;
            next = digitsEnd(bytes, fraction, end);
            good = next > fraction;
        }
        if (good && next < end && (bytes[next] == 'e' || bytes[next] == 'E')) {
            int exponent = next + 1;
            if (exponent < end && (bytes[exponent] == '+' || bytes[exponent] == '-')) {
                exponent++;
            }
            next = digitsEnd(bytes, exponent, end);
            good = next > exponent;
        }
        return good ? next : ~next;
    }

    private static int digitsEnd(byte[] bytes, int first, int end) {
        int next = first;
        while (next < end && bytes[next] >= '0' && bytes[next] <= '9') {
            next++;
        }
        return next;
    }
}
