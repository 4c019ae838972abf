package dev.llmbench.core.internal.wire;

import java.nio.charset.StandardCharsets;

/** What stands inside the quotes of a JSON string. */
final class JsonText {
    private JsonText() {}

    /** Returns the bytes of a word to compare names with. */
    static byte[] ascii(String word) {
        return word.getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns the length of the escape at {@code at}, or 0 when it is none. */
    static int escapeLength(byte[] bytes, int at, int end) {
        if (at + 1 >= end) {
            return 0;
        }
        return switch (bytes[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> 2;
            case 'u' -> isHex(bytes, at + 2, end) ? 6 : 0;
            default -> 0;
        };
    }

    /** Returns the length of the UTF-8 sequence at {@code at}, or 0 when it is invalid, overlong or cut off. */
    static int utf8Length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xff;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || at + length > end) {
            return 0;
        }
        int second = bytes[at + 1] & 0xff;
        // the second byte alone tells overlong forms, surrogates and what lies above U+10FFFF
        int lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
        int highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = at + 2; i < at + length; i++) {
            if ((bytes[i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /** Returns the characters of a string whose escapes are valid, at most {@code longest}. */
    static String unescape(byte[] bytes, int from, int to, int longest) {
        StringBuilder text = new StringBuilder();
        int at = from;
        while (at < to && text.length() < longest) {
            int plain = at;
            int most = (int) Math.min(to, at + 4L * longest);
            while (at < most && bytes[at] != '\\') {
                at++;
            }
            text.append(new String(bytes, plain, at - plain, StandardCharsets.UTF_8));
            if (at == most && at < to) {
                break;
            }
            if (at < to) {
                at += appendEscape(text, bytes, at);
            }
        }
        text.setLength(Math.min(text.length(), longest));
        return text.toString();
    }

    private static int appendEscape(StringBuilder text, byte[] bytes, int at) {
        byte letter = bytes[at + 1];
        switch (letter) {
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'u' -> {
                int unit = 0;
                for (int i = at + 2; i < at + 6; i++) {
                    unit = unit << 4 | Character.digit(bytes[i], 16);
                }
                text.append((char) unit);
                return 6;
            }
            default -> text.append((char) letter);
        }
        return 2;
    }

    private static boolean isHex(byte[] bytes, int from, int end) {
        if (from + 4 > end) {
            return false;
        }
        for (int i = from; i < from + 4; i++) {
            if (Character.digit(bytes[i], 16) < 0) {
                return false;
            }
        }
        return true;
    }
}
