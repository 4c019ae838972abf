package dev.llmbench.core.internal.wire;

/** What a JSON number may look like. */
final class JsonNumber {
    private static final long MOST = 1_000_000_000_000_000_000L;
    private static final int HUGE = 100_000;

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

    /**
     * Reads the number {@code bytes[from … to)}, which is not negative, times a power of ten. Nothing is allocated.
     *
     * @param power the power of ten
     * @return the product, rounded half up, or -1 where it is 10^18 or more; digits behind the 18th are cut off
     */
    static long scaled(byte[] bytes, int from, int to, int power) {
        long digits = 0;
        int scale = power;
        boolean fraction = false;
        int at = from;
        for (; at < to && (bytes[at] | 0x20) != 'e'; at++) {
            if (bytes[at] == '.') {
                fraction = true;
            } else if (digits < MOST / 10) {
                digits = digits * 10 + (bytes[at] - '0');
                scale -= fraction ? 1 : 0;
            } else {
                scale += fraction ? 0 : 1;
            }
        }
        return shifted(digits, scale + exponent(bytes, at + 1, to));
    }

    private static int exponent(byte[] bytes, int from, int to) {
        int exponent = 0;
        for (int at = from; at < to; at++) {
            if (bytes[at] >= '0') { // neither sign
                exponent = Math.min(HUGE, exponent * 10 + (bytes[at] - '0'));
            }
        }
        return from < to && bytes[from] == '-' ? -exponent : exponent;
    }

    private static long shifted(long digits, int scale) {
        long value = digits;
        for (int i = 0; i < scale && value != 0; i++) {
            if (value >= MOST / 10) {
                return -1;
            }
            value *= 10;
        }
        if (scale >= 0) {
            return value;
        }
        for (int i = scale; i < -1 && value != 0; i++) {
            value /= 10; // all but the last digit that is cut off
        }
        return (value + 5) / 10;
    }

    private static int digitsEnd(byte[] bytes, int first, int end) {
        int next = first;
        while (next < end && bytes[next] >= '0' && bytes[next] <= '9') {
            next++;
        }
        return next;
    }
}
