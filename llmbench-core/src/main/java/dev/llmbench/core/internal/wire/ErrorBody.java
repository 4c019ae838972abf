package dev.llmbench.core.internal.wire;

import static dev.llmbench.core.internal.wire.JsonText.ascii;

import dev.llmbench.core.internal.bytes.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the words for a person in whatever a server sends with an error.
 *
 * <p>One line of at most {@value Excerpt#LONGEST} characters, control characters escaped. Understands
 * {@code {"error":{"message":…}}}, {@code {"error":"…"}}, {@code {"message":…}}, {@code {"detail":…}} as FastAPI writes it
 * and HTML pages; anything else is quoted. A body that was cut off tells what came before the cut.
 */
public final class ErrorBody {
    private static final byte[] ERROR = ascii("error");
    private static final byte[] MESSAGE = ascii("message");
    private static final byte[] DETAIL = ascii("detail");
    private static final byte[] MSG = ascii("msg");
    private static final byte[] LOC = ascii("loc");
    private static final Pattern TITLE = Pattern.compile("<title[^>]{0,200}>([^<]{0,1000})", Pattern.CASE_INSENSITIVE);
    private static final int SEARCHED = 16 * 1024;

    private final JsonCursor json = new JsonCursor();

    private ErrorBody() {}

    /**
     * Finds the words.
     *
     * @param bytes where the body is
     * @param from its first byte
     * @param to behind its last byte
     * @return one line, never empty
     */
    public static String message(byte[] bytes, int from, int to) {
        String words = new ErrorBody().find(bytes, from, to);
        return words.isEmpty() ? fallback(bytes, from, to) : Excerpt.of(words, Excerpt.LONGEST);
    }

    private String find(byte[] bytes, int from, int to) {
        json.over(bytes, from, to);
        // Google's servers wrap the object into an array
        if (json.peek() == '[' && (!json.enterArray() || !json.nextElement())) {
            return "";
        }
        return words();
    }

    /** Returns the words of an object, a text or a list; the object's best field wins. */
    private String words() {
        return switch (json.peek()) {
            case '"' -> json.takeString() ? json.text(Excerpt.LONGEST + 1) : "";
            case '{' -> wordsOfObject();
            case '[' -> wordsOfList();
            default -> {
                json.skip();
                yield "";
            }
        };
    }

    private String wordsOfObject() {
        String error = "";
        String message = "";
        String detail = "";
        String location = "";
        json.enterObject();
        while (json.nextName()) {
            if (json.is(ERROR)) {
                error = words();
            } else if (json.is(MESSAGE) || json.is(MSG)) {
                message = words();
            } else if (json.is(DETAIL)) {
                detail = words();
            } else if (json.is(LOC)) {
                location = location();
            } else {
                json.skip();
            }
        }
        String best = !message.isEmpty() ? message : !error.isEmpty() ? error : detail;
        return best.isEmpty() || location.isEmpty() ? best : location + ": " + best;
    }

    private String wordsOfList() {
        StringBuilder all = new StringBuilder();
        json.enterArray();
        while (json.nextElement()) {
            String one = words();
            if (!one.isEmpty() && all.length() <= Excerpt.LONGEST) {
                all.append(all.length() == 0 ? "" : "; ").append(one);
            }
        }
        return all.toString();
    }

    /** Returns FastAPI's path of a refused field, such as {@code body.max_tokens}. */
    private String location() {
        StringBuilder path = new StringBuilder();
        if (json.enterArray()) {
            while (json.nextElement()) {
                boolean text = json.peek() == '"';
                long index = text ? -1 : json.takeCount();
                String part = text && json.takeString() ? json.text(100) : index < 0 ? "" : Long.toString(index);
                if (!part.isEmpty() && path.length() <= Excerpt.LONGEST) {
                    path.append(path.length() == 0 ? "" : ".").append(part);
                }
            }
        }
        return path.toString();
    }

    private static String fallback(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.min(to - from, SEARCHED), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return "empty body";
        }
        if (text.startsWith("<")) {
            Matcher title = TITLE.matcher(text);
            String name = title.find() ? title.group(1).strip() : "";
            if (!name.isEmpty()) {
                return Excerpt.of("HTML page '" + name + "'", Excerpt.LONGEST);
            }
        }
        return Excerpt.of(text, Excerpt.LONGEST);
    }
}
