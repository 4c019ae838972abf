package dev.llmbench.core.internal.wire;

/** A JSON object of an answer, read field by field in place. */
abstract class JsonPiece implements AnswerPiece {
    final JsonCursor json = new JsonCursor();
    private final boolean independent;
    private boolean object;
    private boolean error;

    /**
     * Creates one.
     *
     * @param independent whether what a document means depends on itself alone: then one that differs from the one before in nothing
     *     but its text, and what nobody looks at, isn't walked over again
     */
    JsonPiece(boolean independent) {
        this.independent = independent;
    }

    /** Forgets the document before. */
    abstract void clear();

    /** Takes, or skips, the value of the field whose name the cursor has just read. */
    abstract void takeField();

    @Override
    public final boolean scan(byte[] bytes, int from, int to) {
        if (json.remembers(bytes, from, to)) {
            return true; // what was found in the document before holds for this one
        }
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
        if (understood && independent && !error) {
            json.remember();
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
