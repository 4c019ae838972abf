package dev.llmbench.core.internal.wire;

/**
 * A JSON object of an answer, read field by field in place, or not at all where it is the one before with another text. For that,
 * what a document means must not depend on those before it where its text is taken by {@link JsonCursor#takeText}.
 */
abstract class JsonPiece implements AnswerPiece {
    final JsonCursor json = new JsonCursor();
    private final TextFrame frame = new TextFrame();
    private boolean object;
    private boolean error;

    /** Forgets the document before. */
    abstract void clear();

    /** Takes, or skips, the value of the field whose name the cursor has just read. */
    abstract void takeField();

    @Override
    public final boolean scan(byte[] bytes, int from, int to) {
        if (frame.fits(bytes, from, to)) {
            return true; // what was found in the document before holds for this one
        }
        frame.forget();
        error = false;
        clear();
        json.over(bytes, from, to);
        object = json.peek() == '{';
        if (json.enterObject()) {
            while (json.nextName()) {
                takeField();
            }
        }
        boolean understood = json.complete() && object;
        if (understood && !error && json.texts() == 1) {
            frame.learn(bytes, from, json.textFrom(), json.textTo(), to);
        }
        return understood;
    }

    @Override
    public final String failure() {
        return json.failure().isEmpty() ? "expected a JSON object" : "invalid JSON, " + json.failure();
    }

    @Override
    public final boolean isError() {
        return error;
    }

    @Override
    public final String errorMessage() {
        return json.errorMessage();
    }

    /** Notes that the document tells an error. */
    final void tellsError() {
        error = true;
    }

    /** Takes the value of a field that holds an error: an object, or a text that is not empty. */
    final void takeError() {
        switch (json.peek()) {
            case '{' -> {
                error = true;
                json.skip();
            }
            case '"' -> error |= json.takeText();
            default -> json.skip();
        }
    }
}
