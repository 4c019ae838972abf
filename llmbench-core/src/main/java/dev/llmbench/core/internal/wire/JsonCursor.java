package dev.llmbench.core.internal.wire;

import dev.llmbench.core.internal.bytes.ByteSearch;
import dev.llmbench.core.internal.bytes.ByteStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks over one JSON text in place: names and strings are regions of the bytes, and only {@link #text} makes a string.
 *
 * <pre>{@code
 * json.over(bytes, from, to);
 * if (json.enterObject()) {
 *     while (json.nextName()) {
 *         if (json.nameIs(USAGE)) …   // take the value
 *         else json.skip();           // every value must be taken or skipped
 *     }
 * }
 * if (!json.complete()) … json.failure()
 * }</pre>
 *
 * <p>Strict after RFC 8259, also inside of values that are skipped: a broken text must not pass for an answer because the
 * broken part was of no interest. After a failure every step answers false, so that loops end. Used by one thread.
 */
final class JsonCursor {
    /** How deep values may be nested. */
    static final int DEEPEST = 64;

    /** As a power of ten. */
    private static final int NANOS_OF_A_MILLISECOND = 6;

    private final JsonShape shape = new JsonShape();
    private byte[] bytes = ByteStore.NOTHING;
    private int start;
    private int at;
    private int end;
    private int depth;
    private boolean fresh;
    private boolean failed;
    private String failure = "";

    private int from;
    private int to;
    private boolean escaped;

    /** Begins with the text {@code bytes[from … to)}. */
    JsonCursor over(byte[] bytes, int from, int to) {
        if (this.bytes != bytes) { // a reference is stored only where it changes, as collectors have work with each
            this.bytes = bytes;
        }
        start = from;
        at = from;
        end = to;
        depth = 0;
        fresh = false;
        shape.begin();
        if (failed) {
            failed = false;
            failure = "";
        }
        return this;
    }

    /** Returns the first byte of what comes next, or 0 at the end and after a failure. */
    int peek() {
        while (at < end) {
            byte letter = bytes[at];
            if (letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t') {
                return letter;
            }
            at++;
        }
        return 0;
    }

    /** Enters an object; any other value is skipped, and the answer is false. */
    boolean enterObject() {
        return enter('{');
    }

    /** Enters an array; any other value is skipped, and the answer is false. */
    boolean enterArray() {
        return enter('[');
    }

    /** Moves to the next field of the object, its value being next; false behind the last, and the object is left. */
    boolean nextName() {
        if (!nextItem('}')) {
            return false;
        }
        if (peek() != '"') {
            return fail("expected the name of a field");
        }
        if (!readString()) {
            return false;
        }
        if (peek() != ':') {
            return fail("expected a colon");
        }
        at++;
        return true;
    }

    /** Moves to the next element of the array; false behind the last, and the array is left. */
    boolean nextElement() {
        return nextItem(']');
    }

    /** Reads a string; any other value is skipped, and the answer is false. */
    boolean takeString() {
        if (peek() != '"') {
            skip();
            return false;
        }
        return readString();
    }

    /** Reads a string of which it matters only whether it has a character; any other value is skipped, and the answer is false. */
    boolean takeText() {
        if (!takeString() || isEmptyString()) {
            return false;
        }
        shape.anyText(from, to);
        return true;
    }

    /** Reads a whole number that is not negative and fits; any other value is skipped, and the answer is -1. */
    long takeCount() {
        int digitsFrom = readUnsigned();
        if (digitsFrom < 0) {
            return -1;
        }
        long count = 0;
        for (int i = digitsFrom; i < at; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || count > (Long.MAX_VALUE - 9) / 10) {
                return -1;
            }
            count = count * 10 + digit;
        }
        return count;
    }

    /** Reads a number of milliseconds as nanoseconds; what is no such number, or no time, is skipped, and the answer is -1. */
    long takeMillis() {
        int digitsFrom = readUnsigned();
        return digitsFrom < 0 ? -1 : JsonNumber.scaled(bytes, digitsFrom, at, NANOS_OF_A_MILLISECOND);
    }

    /** Reads over the next value; at most of what kind it is may matter. */
    void skip() {
        int first = peek();
        switch (first) {
            case '{' -> {
                enter('{');
                while (nextName()) {
                    skip();
                }
            }
            case '[' -> {
                enter('[');
                while (nextElement()) {
                    skip();
                }
            }
            case '"' -> {
                if (readString()) {
                    shape.anyString(from, to);
                }
            }
            case 't' -> readWord("true");
            case 'f' -> readWord("false");
            case 'n' -> readWord("null");
            default -> {
                if (first == '-' || (first >= '0' && first <= '9')) {
                    int numberFrom = at;
                    readNumber();
                    shape.anyNumber(bytes, numberFrom, at);
                } else {
                    fail("expected a value");
                }
            }
        }
    }

    /** Tells whether the whole text was read without a failure and nothing follows. */
    boolean complete() {
        peek();
        if (at < end) {
            fail("expected the end");
        }
        return !failed;
    }

    /**
     * Tells whether the document {@code bytes[from … to)} is equal to the one that was walked over and {@linkplain #remember
     * remembered}, but for what was skipped in it and the letters of its texts.
     */
    boolean remembers(byte[] bytes, int from, int to) {
        return shape.fits(bytes, from, to);
    }

    /** Remembers the text, which is complete, until a walk over another begins. */
    void remember() {
        shape.learn(bytes, start, end);
    }

    /** Returns the words of the error that the whole text tells, see {@link ErrorBody}. */
    String errorMessage() {
        return ErrorBody.message(bytes, start, end);
    }

    /** Returns what was wrong and where, or an empty text. */
    String failure() {
        return failure;
    }

    /** Compares the name, or the string read last, with ASCII text. */
    boolean is(byte[] word) {
        if (escaped) {
            return text(word.length + 1).equals(new String(word, StandardCharsets.US_ASCII));
        }
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if (bytes[from + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** Tells whether the string read last has no character. */
    boolean isEmptyString() {
        return from == to;
    }

    /** Returns how many bytes the string read last has as it is written. */
    int stringBytes() {
        return to - from;
    }

    /** Copies the string read last as it is written, or as much of it as there is room for; returns how many bytes. */
    int copyString(byte[] room) {
        int length = Math.min(room.length, to - from);
        System.arraycopy(bytes, from, room, 0, length);
        return length;
    }

    /** Tells whether the string read last begins as it is written so, as far as both go. */
    boolean beginsAs(byte[] beginning, int length) {
        int common = Math.min(length, to - from);
        return Arrays.equals(bytes, from, from + common, beginning, 0, common);
    }

    /** Returns the string read last, or its beginning. */
    String text(int longest) {
        return JsonText.unescape(bytes, from, to, longest);
    }

    private boolean enter(char opening) {
        if (peek() != opening) {
            skip();
            return false;
        }
        if (depth == DEEPEST) {
            return fail("nested deeper than " + DEEPEST);
        }
        depth++;
        at++;
        fresh = true;
        return true;
    }

    private boolean nextItem(char closing) {
        int next = peek();
        if (next == closing) {
            at++;
            depth--;
            fresh = false;
            return false;
        }
        if (fresh) {
            fresh = false;
            return !failed;
        }
        if (next != ',') {
            return fail(closing == '}' ? "expected a comma or }" : "expected a comma or ]");
        }
        at++;
        return true;
    }

    private boolean readString() {
        from = at + 1;
        escaped = false;
        int next = from;
        while (true) {
            next = ByteSearch.plainEnd(bytes, next, end);
            if (next >= end) {
                return failAt(end, "expected the end of a string");
            }
            byte letter = bytes[next];
            if (letter == '"') {
                to = next;
                at = next + 1;
                return true;
            }
            int length;
            if (letter == '\\') {
                escaped = true;
                length = JsonText.escapeLength(bytes, next, end);
            } else {
                length = letter < 0 ? JsonText.utf8Length(bytes, next, end) : 0;
            }
            if (length == 0) {
                return failAt(
                        next, letter == '\\' ? "invalid escape" : letter < 0 ? "invalid UTF-8" : "control character");
            }
            next += length;
        }
    }

    private void readWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= end || bytes[at + i] != word.charAt(i)) {
                fail("expected " + word);
                return;
            }
        }
        at += word.length();
    }

    /** Reads a number without a sign and returns where it begins; any other value is skipped, and the answer is -1. */
    private int readUnsigned() {
        int first = peek();
        if (first < '0' || first > '9') {
            skip();
            return -1;
        }
        int begin = at;
        readNumber();
        return failed ? -1 : begin;
    }

    private void readNumber() {
        int behind = JsonNumber.end(bytes, at, end);
        if (behind >= 0) {
            at = behind;
        } else {
            failAt(~behind, "invalid number");
        }
    }

    private boolean fail(String what) {
        return failAt(at, what);
    }

    private boolean failAt(int where, String what) {
        if (!failed) {
            failed = true;
            failure = what + " at byte " + (where - start);
        }
        at = end;
        return false;
    }
}
